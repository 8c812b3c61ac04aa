"""A fact is stored with what made it true, and heard exactly once by everybody who listens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from doorstep.kernel.actor import Actor
from doorstep.kernel.facts import Fact
from doorstep.platform import facts, trail
from doorstep.platform.facts import ListenerUnknown, deliver, name_of, publish
from doorstep.platform.models import FactDelivery, StoredFact
from doorstep.platform.tests.stage import AT, PLACE, effects

SYSTEM = Actor.system("test")


@dataclass(frozen=True, slots=True, kw_only=True)
class LampMended(Fact):
    name: ClassVar[str] = "stage.LampMended"
    lamp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LampBroken(LampMended):
    name: ClassVar[str] = "stage.LampBroken"


def thank(fact, *, fact_id, at):
    trail.record(action="stage.thanked", by=SYSTEM, at=at, detail={"lamp": fact.lamp})


def tell(fact, *, fact_id, at):
    trail.record(action=f"stage.told_{type(fact).__name__}", by=SYSTEM, at=at)


def stumble(fact, *, fact_id, at):
    trail.record(action="stage.stumbled", by=SYSTEM, at=at)
    raise RuntimeError("on the way")


@pytest.fixture(autouse=True)
def wiring(db, monkeypatch):
    table = {LampMended: (thank, tell), LampBroken: (tell, stumble)}
    monkeypatch.setattr(facts, "listeners", lambda: table)
    facts._by_name.cache_clear()
    yield
    facts._by_name.cache_clear()


def mend() -> StoredFact:
    return publish(LampMended(place=PLACE, subject="lamp:7", lamp=7), by=SYSTEM, at=AT)


def jobs() -> list[str]:
    queued = ProcrastinateJob.objects.filter(task_name="platform.deliver_fact").order_by("id")
    return [job.args["listener"] for job in queued]


def test_it_is_stored_and_queued_for_each_who_listens():
    stored = mend()
    assert (stored.name, stored.payload["lamp"]) == ("stage.LampMended", 7)
    assert jobs() == [name_of(thank), name_of(tell)]


def test_what_is_rolled_back_was_never_said():
    with pytest.raises(RuntimeError), transaction.atomic():
        mend()
        raise RuntimeError
    assert not StoredFact.objects.exists()
    assert jobs() == []


def test_heard_twice_it_has_one_effect():
    stored = mend()
    heard = [deliver(fact_id=stored.pk, listener=name_of(thank), at=AT) for _time in range(2)]
    assert heard == [True, False]
    assert effects("stage.thanked") == 1


def test_a_crash_after_the_effect_leaves_neither_effect_nor_mark():
    stored = publish(LampBroken(place=PLACE, subject="lamp:7", lamp=7), by=SYSTEM, at=AT)
    with pytest.raises(RuntimeError):
        deliver(fact_id=stored.pk, listener=name_of(stumble), at=AT)
    assert effects("stage.stumbled") == 0
    assert not FactDelivery.objects.exists()


def test_one_who_hears_several_facts_gets_each_as_what_it_is():
    deliver(fact_id=mend().pk, listener=name_of(tell), at=AT)
    assert effects("stage.told_LampMended") == 1


def test_a_listener_of_another_version_is_reported_and_not_marked_as_heard():
    stored = mend()
    with pytest.raises(ListenerUnknown, match=r"gone\.away does not hear stage\.LampMended"):
        deliver(fact_id=stored.pk, listener="gone.away", at=AT)
    assert not FactDelivery.objects.exists()
