"""Extending."""

from datetime import UTC, datetime

import pytest

from doorstep.casework.operations.ask_asker import ask_asker
from doorstep.casework.operations.extend_case import (
    ExtendedTooOften,
    ExtensionTooLong,
    extend_case,
)
from doorstep.casework.tests.factories import LATER, accepted, acting, fresh, told
from doorstep.kernel.errors import Forbidden
from doorstep.people.tests.factories import everywhere


def extend(case, by, more=3):
    with acting(by):
        return extend_case(number=case.number, more=more, reason="缺料", by=by, at=LATER)


def test_the_resolve_clock_runs_longer_and_the_row_says_why(town):
    case = accepted(town)
    extend(case, town.zhou)
    told(case, "extend", "accepted", "CaseExtended")
    stored = fresh(case)
    assert stored.resolve_due_at == datetime(2026, 12, 9, 9, 30, tzinfo=UTC)
    assert stored.reply_due_at == case.reply_due_at
    row = everywhere(case.extensions.get)()
    assert (row.due_before, row.due_after) == (case.resolve_due_at, stored.resolve_due_at)


def test_twice_and_no_more(town):
    case = accepted(town)
    extend(case, town.zhou)
    extend(case, town.zhou)
    with pytest.raises(ExtendedTooOften):
        extend(case, town.zhou)
    assert everywhere(case.extensions.count)() == 2
    assert fresh(case).resolve_due_at == datetime(2026, 12, 14, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("more", [0, -1, 31])
def test_by_a_sensible_time(town, more):
    with pytest.raises(ExtensionTooLong):
        extend(accepted(town), town.zhou, more)


def test_the_worker_asks_the_secretary(town):
    with pytest.raises(Forbidden):
        extend(accepted(town), town.chen)


def test_a_resting_case_is_not_extended(town):
    case = accepted(town)
    with acting(town.chen):
        ask_asker(number=case.number, question="哪天？", by=town.chen, at=LATER)
    with pytest.raises(Exception, match="case-move-not-allowed"):
        extend(case, town.zhou)
