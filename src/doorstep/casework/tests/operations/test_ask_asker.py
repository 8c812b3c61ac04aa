"""Asking the resident, and her word."""

from datetime import UTC, datetime, timedelta

import pytest

from doorstep.casework.operations._moving import MoveNotAllowed
from doorstep.casework.operations.ask_asker import ask_asker
from doorstep.casework.operations.reply_to_asker import TextMissing
from doorstep.casework.tests.factories import (
    accepted,
    acting,
    fresh,
    last_entry,
    opened,
    resolved,
    told,
)
from doorstep.people.tests.factories import everywhere

MONDAY_NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


def ask(case, by, question="您哪天在家？", **more):
    with acting(by):
        return ask_asker(number=case.number, question=question, by=by, at=MONDAY_NOON, **more)


def test_it_waits_and_both_clocks_stand_still(town):
    case = accepted(town)
    ask(case, town.chen)
    told(case, "ask", "waiting", "CasePaused")
    stored = fresh(case)
    assert stored.next_due_at is None
    assert last_entry(case).text == "您哪天在家？"
    pauses = everywhere(lambda: [(p.why, p.before, p.ended_at) for p in case.suspensions.all()])()
    assert pauses == [("waiting", "accepted", None)]
    held = everywhere(lambda: list(case.clocks.values_list("paused_at", flat=True)))()
    assert held == [MONDAY_NOON, MONDAY_NOON]


def test_a_question_is_needed(town):
    with pytest.raises(TextMissing):
        ask(accepted(town), town.chen, " ")


def test_asked_once_at_a_time(town):
    case = opened(town)
    ask(case, town.chen, until=MONDAY_NOON + timedelta(days=3))
    with pytest.raises(MoveNotAllowed):
        ask(case, town.chen)


def test_not_when_it_is_done(town):
    with pytest.raises(MoveNotAllowed):
        ask(resolved(town), town.chen)
