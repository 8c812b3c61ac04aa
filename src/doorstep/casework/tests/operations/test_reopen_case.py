"""Reopening."""

from datetime import timedelta

import pytest

from doorstep.casework.operations._moving import MoveNotAllowed, ReasonMissing
from doorstep.casework.operations.cancel_case import cancel_case
from doorstep.casework.operations.reopen_case import ReopenTooLate, reopen_case
from doorstep.casework.tests.factories import (
    LATER,
    accepted,
    acting,
    closed,
    fresh,
    last_entry,
    resolved,
    told,
)
from doorstep.people.tests.factories import everywhere

NEXT_DAY = LATER + timedelta(days=3)


def reopen(case, by, *, reason="又漏了", at=NEXT_DAY):
    with acting(by):
        return reopen_case(number=case.number, reason=reason, by=by, at=at)


def test_she_reopens_it_herself_and_new_clocks_run(town):
    case = closed(town)
    reopen(case, town.sun_herself)
    told(case, "reopen", "dispatched", "CaseReopened")
    stored = fresh(case)
    assert (stored.rounds, stored.replied_at, stored.closed_at) == (2, None, None)
    assert stored.reply_due_at > NEXT_DAY
    assert stored.next_due_at == stored.reply_due_at
    assert everywhere(case.clocks.filter(round=2).count)() == 2
    assert last_entry(case).text == "又漏了"


def test_what_was_resolved_but_not_closed_too(town):
    assert reopen(resolved(town), town.chen).state == "dispatched"


def test_with_a_reason(town):
    with pytest.raises(ReasonMissing):
        reopen(closed(town), town.sun_herself, reason=" ")


def test_within_thirty_days(town):
    with pytest.raises(ReopenTooLate):
        reopen(closed(town), town.sun_herself, at=LATER + timedelta(days=31))


def test_not_what_was_cancelled(town):
    case = accepted(town)
    with acting(town.chen):
        cancel_case(number=case.number, reason="报错", by=town.chen, at=LATER)
    with pytest.raises(MoveNotAllowed):
        reopen(case, town.chen)
