"""Suspending."""

from datetime import UTC, datetime, timedelta

import pytest

from doorstep.casework.operations._moving import ReasonMissing
from doorstep.casework.operations.reply_to_asker import reply_to_asker
from doorstep.casework.operations.suspend_case import AnswerOwed, SuspendUntilWhen, suspend_case
from doorstep.casework.tests.factories import LATER, accepted, acting, fresh, last_entry, told

UNTIL = datetime(2026, 12, 1, 1, tzinfo=UTC)


def answered(town):
    case = accepted(town)
    with acting(town.chen):
        return reply_to_asker(number=case.number, text="等配件", by=town.chen, at=LATER)


def suspend(case, by, *, until=UNTIL, reason="等配件", **more):
    with acting(by):
        return suspend_case(number=case.number, until=until, reason=reason, by=by, at=LATER, **more)


def test_the_work_waits_until_a_day_and_she_knows(town):
    case = answered(town)
    suspend(case, town.chen, word="配件 12 月 1 日到")
    told(case, "suspend", "suspended", "CasePaused")
    assert fresh(case).next_due_at is None
    assert last_entry(case).text == "配件 12 月 1 日到"


def test_she_is_answered_first(town):
    with pytest.raises(AnswerOwed):
        suspend(accepted(town), town.chen)


@pytest.mark.parametrize("until", [LATER, LATER - timedelta(1), LATER + timedelta(181)])
def test_until_a_day_that_is_not_too_far(town, until):
    with pytest.raises(SuspendUntilWhen):
        suspend(answered(town), town.chen, until=until)


def test_with_a_reason(town):
    with pytest.raises(ReasonMissing):
        suspend(answered(town), town.chen, reason="")
