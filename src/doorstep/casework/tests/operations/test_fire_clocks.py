"""Clocks fire exactly once and in order: after an outage, with several workers, over failures."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from doorstep.casework.models import ClockStep, TimelineEntry
from doorstep.casework.operations import fire_clocks as module
from doorstep.casework.operations.ask_asker import ask_asker
from doorstep.casework.operations.fire_clocks import fire_clocks
from doorstep.casework.operations.reply_to_asker import reply_to_asker
from doorstep.casework.operations.resolve_case import resolve_case
from doorstep.casework.tests.factories import (
    AT,
    LATER,
    SUBDISTRICT,
    SYSTEM,
    accepted,
    acting,
    fresh,
    opened,
)
from doorstep.casework.tests.factories import (
    town as make_town,
)
from doorstep.people.tests.factories import everywhere
from doorstep.platform.models import StoredFact

TUESDAY_DUE = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
WEDNESDAY_DUE = TUESDAY_DUE + timedelta(days=1)
MUCH_LATER = datetime(2026, 12, 20, tzinfo=UTC)


def fired(case):
    """Return what fired, in the order of the timeline."""
    entries = TimelineEntry.objects.filter(case=case, verb="clock").order_by("id")
    return everywhere(lambda: [f"{e.data['clock']} {e.data['step']}" for e in entries])()


def pending(case):
    steps = ClockStep.objects.filter(case=case, fired_at=None, dropped_at=None)
    return everywhere(steps.count)()


def test_nothing_fires_before_it_is_due(town):
    case = opened(town)
    assert fire_clocks(by=SYSTEM, at=TUESDAY_DUE - timedelta(hours=9)) == 0
    assert fired(case) == []


def test_soon_then_late_then_up(town):
    case = accepted(town)
    assert fire_clocks(by=SYSTEM, at=TUESDAY_DUE - timedelta(minutes=1)) == 1
    assert fire_clocks(by=SYSTEM, at=TUESDAY_DUE) == 1
    assert fired(case) == ["reply soon", "reply late"]
    assert fresh(case).level == "community"
    fire_clocks(by=SYSTEM, at=WEDNESDAY_DUE)
    stored = fresh(case)
    assert (stored.level, stored.holder_place) == ("subdistrict", SUBDISTRICT)
    assert (stored.state, stored.handler_id, stored.version) == ("dispatched", None, 3)
    names = everywhere(
        lambda: list(StoredFact.objects.filter(subject=case.subject).values_list("name"))
    )()
    assert names[-2:] == [("casework.ClockStepFired",), ("casework.CaseEscalated",)]


def test_after_three_days_of_outage_each_fires_once_in_due_order(town):
    cases = [opened(town, at=AT + timedelta(minutes=minute)) for minute in range(3)]
    # Nobody looked from Tuesday noon to Friday noon.
    friday_noon = datetime(2026, 11, 27, 4, tzinfo=UTC)
    assert fire_clocks(by=SYSTEM, at=friday_noon) == 9
    assert fire_clocks(by=SYSTEM, at=friday_noon) == 0
    for case in cases:
        assert fired(case) == ["reply soon", "reply late", "reply escalate1"]
    order = everywhere(
        lambda: [
            s.due_at
            for s in sorted(
                ClockStep.objects.filter(fired_at__isnull=False),
                key=lambda s: (
                    TimelineEntry.objects.get(
                        case_id=s.case_id,
                        verb="clock",
                        data__step=s.name,
                        data__clock=s.clock.what,
                    ).pk
                ),
            )
        ]
    )()
    assert order == sorted(order)


def test_all_of_a_case_nobody_looked_at(town):
    case = opened(town)
    fire_clocks(by=SYSTEM, at=MUCH_LATER)
    assert fired(case) == [
        "reply soon",
        "reply late",
        "reply escalate1",
        "resolve soon",
        "resolve late",
        "resolve escalate1",
        "resolve escalate2",
    ]
    assert (fresh(case).level, pending(case)) == ("district", 0)


def test_an_answer_in_time_drops_what_would_have_come(town):
    case = accepted(town)
    with acting(town.chen):
        resolve_case(number=case.number, text="好了", by=town.chen, at=LATER)
    assert fire_clocks(by=SYSTEM, at=MUCH_LATER) == 0
    assert pending(case) == 0


def test_an_answer_that_came_late_was_late_but_moves_nothing(town):
    case = accepted(town)
    late = WEDNESDAY_DUE + timedelta(hours=1)
    with acting(town.chen):
        reply_to_asker(number=case.number, text="来了", by=town.chen, at=late)
    fire_clocks(by=SYSTEM, at=late + timedelta(minutes=1))
    assert fired(case) == ["reply soon", "reply late", "reply escalate1"]
    assert (fresh(case).level, fresh(case).state) == ("community", "accepted")


def test_while_she_has_the_word_nothing_fires(town):
    case = accepted(town)
    with acting(town.chen):
        ask_asker(number=case.number, question="哪天？", by=town.chen, at=LATER)
    assert fire_clocks(by=SYSTEM, at=MUCH_LATER) == 0


def test_an_alarm_runs_round_the_clock(town):
    alarm = opened(town, by=SYSTEM, kind="t-alarm", channel="machine")
    fire_clocks(by=SYSTEM, at=AT + timedelta(minutes=61))
    assert fired(alarm) == ["resolve soon", "resolve late"]


def test_a_step_that_fails_holds_its_own_case_only(town, monkeypatch):
    broken, sound = opened(town), opened(town, at=AT + timedelta(minutes=1))
    write = module._write

    def fails(step, **who):
        write(step, **who)
        if step.case_id == broken.pk:
            raise RuntimeError("boom")

    monkeypatch.setattr(module, "_write", fails)
    assert fire_clocks(by=SYSTEM, at=WEDNESDAY_DUE) == 3
    assert (fired(broken), len(fired(sound))) == ([], 3)
    monkeypatch.undo()
    assert fire_clocks(by=SYSTEM, at=WEDNESDAY_DUE) == 3
    assert fired(broken) == ["reply soon", "reply late", "reply escalate1"]


@pytest.mark.django_db(transaction=True)
def test_several_workers_share_the_work_and_double_nothing():
    town = make_town()
    cases = [opened(town, at=AT + timedelta(minutes=minute)) for minute in range(6)]
    counts, start = [], threading.Barrier(3)

    def work():
        try:
            start.wait()
            counts.append(fire_clocks(by=SYSTEM, at=MUCH_LATER))
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(counts) == 3
    assert sum(counts) + fire_clocks(by=SYSTEM, at=MUCH_LATER) == 42
    for case in cases:
        assert len(fired(case)) == len(set(fired(case))) == 7
        assert fired(case)[0] == "reply soon"
        assert fired(case)[-1] == "resolve escalate2"
