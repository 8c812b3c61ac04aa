"""Whom a resident trusts gets an account that is worth nothing until they sign in themselves."""

from __future__ import annotations

import pytest

from doorstep.people.accounts.phones import NotAMobileNumber
from doorstep.people.models import Account
from doorstep.people.operations.enrol_agent import enrol_agent
from doorstep.people.tests.factories import AT, acting, own_account, sun_guihua

pytestmark = pytest.mark.django_db


def test_a_resident_enrols_whom_they_trust_without_seeing_accounts():
    with acting(own_account(sun_guihua())):
        agent = enrol_agent(phone="139 0013 9045", at=AT)
        assert not Account.objects.filter(pk=agent.pk).exists()
    assert agent.phone_verified_at is None
    assert not agent.has_usable_password()


def test_the_same_number_is_the_same_account():
    assert (
        enrol_agent(phone="13900139045", at=AT).pk == enrol_agent(phone="139-0013-9045", at=AT).pk
    )


@pytest.mark.parametrize("phone", ["12345", "", "021-58881234", "abc"])
def test_a_number_that_gets_no_code_is_refused(phone):
    with pytest.raises(NotAMobileNumber):
        enrol_agent(phone=phone, at=AT)
