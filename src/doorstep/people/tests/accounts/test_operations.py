"""What the stories don't reach: one operation each."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import Forbidden, NotFound
from doorstep.kernel.scope import Scope
from doorstep.people.accounts import limits
from doorstep.people.models import Account, ApiToken, SignInAttempt
from doorstep.people.operations.change_account_language import (
    NoSuchLanguage,
    change_account_language,
)
from doorstep.people.operations.close_account import purge_unverified
from doorstep.people.operations.create_account import PasswordTooWeak
from doorstep.people.operations.end_account_session import end_account_session
from doorstep.people.operations.enrol_account_totp import (
    renew_recovery_codes,
    reset_account_factors,
)
from doorstep.people.operations.enrol_resident_account import enrol_resident_account
from doorstep.people.operations.issue_token import issue_token
from doorstep.people.operations.note_account_signin import note_account_signin
from doorstep.people.operations.set_account_password import set_account_password
from doorstep.people.operations.touch_token import touch_token
from doorstep.people.operations.verify_account_phone import verify_account_phone
from doorstep.people.selectors.accounts import actor_of
from doorstep.people.tests.accounts.conftest import AT, DISTRICT, PASSWORD, SYSTEM
from doorstep.platform.models import TrailEntry
from doorstep.platform.scope import scoped

pytestmark = pytest.mark.django_db


def test_enrolling_a_phone_twice_is_one_account():
    first = enrol_resident_account(phone="13812345678", at=AT)
    assert enrol_resident_account(phone="13812345678", at=AT) == first
    assert first.phone_verified_at is None and not first.has_usable_password()
    assert verify_account_phone(account=first, phone="13812345678", at=AT).phone_verified_at == AT


def test_a_resident_changes_the_own_language_and_nothing_else():
    account = enrol_resident_account(phone="13812345678", at=AT)
    with scoped(Scope.of_persons([])):
        change_account_language(account=account, language="en")
        assert not Account.objects.filter(kind="resident").exists(), "residents don't see others"
        assert Account.objects.filter(pk=account.pk).update(name="x") == 0
    account.refresh_from_db()
    assert account.language == "en" and account.name != "x"
    with pytest.raises(NoSuchLanguage):
        change_account_language(account=account, language="fr")


def test_residents_requests_see_no_rights_tokens_or_tries(chen):
    issue_token(account=chen, label="x", by=SYSTEM, at=AT)
    with scoped(Scope.of_persons([1])):
        assert not chen.grants.exists()
        assert not ApiToken.objects.exists() and not SignInAttempt.objects.exists()
        assert Account.objects.filter(pk=chen.pk).exists(), "colleagues are known by name"


def test_setting_passwords(make, chen):
    admin = actor_of(make("xitong", ("system_admin", DISTRICT)), via="session")
    set_account_password(account=chen, password="green-kettle-window", by=admin, at=AT)
    assert chen.check_password("green-kettle-window")
    with pytest.raises(PasswordTooWeak):
        set_account_password(account=chen, password="chenmin", by=admin, at=AT)
    lu = actor_of(make("lujia"), via="session")
    with pytest.raises(Forbidden):
        set_account_password(account=chen, password=PASSWORD, by=lu, at=AT)


def test_a_try_is_noted_without_the_name(chen):
    note_account_signin(
        name="chenmin", account=chen, method="password", succeeded=False, address="::1", at=AT
    )
    note = SignInAttempt.objects.get()
    assert b"chenmin" not in bytes(note.who)
    entry = TrailEntry.objects.get(action="signin.refused")
    assert (entry.actor_id, entry.address, entry.result) == (chen.pk, "::1", "refused")


def test_an_address_that_fails_for_everybody_is_stopped(db):
    for number in range(60):
        note_account_signin(
            name=f"u{number}",
            account=None,
            method="password",
            succeeded=False,
            address="::1",
            at=AT,
        )
    with pytest.raises(limits.TooManyTries):
        limits.check_tries(name="new", address="::1", method="password", at=AT)
    limits.check_tries(name="new", address="::2", method="password", at=AT)
    limits.check_tries(name="new", address="::1", method="password", at=AT + timedelta(minutes=6))


def test_touching_a_token_writes_every_five_minutes(chen, django_assert_num_queries):
    token, _text = issue_token(account=chen, label="x", by=SYSTEM, at=AT)
    touch_token(token=token, at=AT)
    token.refresh_from_db()
    with django_assert_num_queries(0):
        touch_token(token=token, at=AT + timedelta(minutes=4))
    touch_token(token=token, at=AT + timedelta(minutes=6))
    token.refresh_from_db()
    assert token.last_used_at == AT + timedelta(minutes=6)


def test_ending_a_session_that_is_not_ones_own(chen):
    me = actor_of(chen, via="session")
    with pytest.raises(NotFound):
        end_account_session(account=chen, session_id=12345, keep=None, by=me, at=AT)
    assert end_account_session(account=chen, session_id=None, keep=None, by=me, at=AT) == 0


def test_factors_are_renewed_by_the_owner_and_reset_by_the_administrator(make, chen):
    me = actor_of(chen, via="session")
    assert len(renew_recovery_codes(account=chen, by=me, at=AT)) == 10
    admin = actor_of(make("xitong", ("system_admin", DISTRICT)), via="session")
    with pytest.raises(Forbidden):
        renew_recovery_codes(account=chen, by=admin, at=AT)
    with pytest.raises(Forbidden):
        reset_account_factors(account=chen, reason="lost", by=me, at=AT)
    reset_account_factors(account=chen, reason="lost", by=admin, at=AT)
    with pytest.raises(Forbidden):
        renew_recovery_codes(account=chen, by=me, at=AT)


def test_the_purge_leaves_staff_alone(chen):
    assert purge_unverified(at=timezone.now() + timedelta(days=400)) == 0
    assert Account.objects.filter(pk=chen.pk).exists()


def test_an_actor_without_grants_sees_nothing(make):
    actor = actor_of(make("lujia"), via="session")
    assert isinstance(actor, Actor) and actor.scope() == Scope.nowhere()
