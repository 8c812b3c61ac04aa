"""Consents given and withdrawn as easily; tags with source, and health only with consent."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from doorstep.kernel.errors import NotFound
from doorstep.people.models import Account, Consent
from doorstep.people.operations.give_consent import (
    ConsentUnfit,
    GuardianMissing,
    NotYourOwn,
    give_consent,
)
from doorstep.people.operations.record_death import record_death
from doorstep.people.operations.tag_resident import (
    ConsentNeeded,
    TagHeldAlready,
    UnknownTag,
    tag_resident,
)
from doorstep.people.operations.untag_resident import untag_resident
from doorstep.people.operations.withdraw_consent import NotYoursToWithdraw, withdraw_consent
from doorstep.people.selectors.accounts import actor_of
from doorstep.people.tests.factories import (
    AT,
    acting,
    chen_min,
    lu_jia,
    own_account,
    resident,
    sun_guihua,
)
from doorstep.platform.models import StoredFact

pytestmark = pytest.mark.django_db


@pytest.fixture
def daughter(db) -> Account:
    return Account.objects.create(login="lihong", name="李红", kind="resident")


def consent(by, sun, agent=None, acts=("ask",), evidence="自家手机", **more):
    return give_consent(
        principal_id=sun.pk, agent=agent, acts=acts, evidence=evidence, by=by, at=AT, **more
    )


def test_a_daughter_may_act_until_it_is_withdrawn(daughter):
    sun = sun_guihua()
    with acting(own_account(sun)) as herself:
        given = consent(herself, sun, daughter)
    assert actor_of(daughter, via="test", at=AT + timedelta(1)).persons == (sun.pk,)
    with acting(actor_of(daughter, via="test", at=AT + timedelta(1))) as agent:
        withdraw_consent(consent_id=given.pk, by=agent, at=AT + timedelta(1))
        with pytest.raises(NotYourOwn):
            consent(agent, sun, daughter)
    assert actor_of(daughter, via="test", at=AT + timedelta(2)).persons == ()
    names = StoredFact.objects.order_by("id").values_list("name", flat=True)
    assert list(names)[-2:] == ["people.ConsentGiven", "people.ConsentWithdrawn"]


def test_an_agent_cannot_consent_for_others_nor_end_theirs(daughter):
    sun, other = sun_guihua(), resident("王芳")
    with acting(chen_min()) as chen:
        first = consent(chen, sun, daughter, evidence="纸质，3号柜")
        second = consent(chen, other, None, acts=("health_data",), evidence="纸质")
    with acting(actor_of(daughter, via="test", at=AT)) as agent:
        with pytest.raises(NotFound):
            withdraw_consent(consent_id=second.pk, by=agent, at=AT)
        assert Consent.objects.get().pk == first.pk


def test_another_agent_of_the_same_person_cannot_end_it(daughter):
    sun = sun_guihua()
    son = Account.objects.create(login="liming", name="李明", kind="resident")
    with acting(chen_min()) as chen:
        hers = consent(chen, sun, daughter)
        consent(chen, sun, son)
    with acting(actor_of(son, via="test", at=AT)) as agent, pytest.raises(NotYoursToWithdraw):
        withdraw_consent(consent_id=hers.pk, by=agent, at=AT)


def test_a_consent_says_what_and_how():
    sun = sun_guihua()
    with acting(chen_min()) as chen:
        for acts, evidence in (((), "纸质"), (("fly",), "纸质"), (("ask",), "")):
            with pytest.raises(ConsentUnfit):
                consent(chen, sun, acts=acts, evidence=evidence)


def test_for_a_child_the_guardian_consents():
    child = resident("李小明", birth=date(2018, 5, 1))
    with acting(chen_min()) as chen:
        with pytest.raises(GuardianMissing):
            consent(chen, child, acts=("health_data",))
        assert consent(chen, child, acts=("health_data",), by_guardian=True).given_by_guardian


def test_death_ends_consents(daughter):
    sun = sun_guihua()
    with acting(chen_min()) as chen:
        consent(chen, sun, daughter)
        record_death(resident_id=sun.pk, on=date(2026, 11, 20), by=chen, at=AT + timedelta(1))
    assert actor_of(daughter, via="test", at=AT + timedelta(2)).persons == ()


def test_a_tag_is_dated_and_sourced_and_ends():
    sun = sun_guihua()
    with acting(chen_min()) as chen:
        tag = tag_resident(
            resident_id=sun.pk, kind="lives_alone", source="visit", confidence=90, by=chen, at=AT
        )
        assert (tag.since, tag.until, tag.confidence) == (date(2026, 11, 20), None, 90)
        with pytest.raises(TagHeldAlready):
            tag_resident(resident_id=sun.pk, kind="lives_alone", source="visit", by=chen, at=AT)
        ended = untag_resident(tag_id=tag.pk, by=chen, at=AT)
        assert untag_resident(tag_id=tag.pk, by=chen, at=AT).until == ended.until
        tag_resident(resident_id=sun.pk, kind="lives_alone", source="visit", by=chen, at=AT)


def test_health_is_noted_only_with_consent():
    sun = sun_guihua()
    with acting(chen_min()) as chen:
        with pytest.raises(ConsentNeeded):
            tag_resident(resident_id=sun.pk, kind="hypertension", source="visit", by=chen, at=AT)
        consent(chen, sun, acts=("health_data",), evidence="纸质，3号柜")
        tag_resident(resident_id=sun.pk, kind="hypertension", source="visit", by=chen, at=AT)
        with pytest.raises(UnknownTag):
            tag_resident(resident_id=sun.pk, kind="rich", source="visit", by=chen, at=AT)


def test_tags_of_another_place_are_out_of_reach():
    sun = sun_guihua()
    with acting(lu_jia()) as lu, pytest.raises(NotFound):
        tag_resident(resident_id=sun.pk, kind="lives_alone", source="visit", by=lu, at=AT)
