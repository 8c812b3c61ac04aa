"""A year's holidays are loaded: what rested on weekdays alone is computed again, nothing else."""

from datetime import UTC, date, datetime

import pytest

from doorstep.casework.operations.load_calendar_year import (
    DayOfAnotherYear,
    load_calendar_year,
    recompute_provisional_clocks,
)
from doorstep.casework.operations.reply_to_asker import reply_to_asker
from doorstep.casework.selectors.calendar import years_not_announced
from doorstep.casework.tests.factories import SYSTEM, acting, fresh, opened
from doorstep.kernel.errors import Forbidden

YEAR_END = datetime(2026, 12, 30, 2, tzinfo=UTC)
DAYS = {date(2027, 1, 1): False, date(2027, 1, 2): False, date(2027, 1, 3): False}
DAYS[date(2027, 1, 9)] = True


def load(by=SYSTEM, days=DAYS, **more):
    with acting(by):
        return load_calendar_year(year=2027, days=days, by=by, at=YEAR_END, **more)


def test_open_provisional_clocks_move_and_become_certain(town):
    case = opened(town, at=YEAR_END)
    # By weekdays alone Friday 1 January would be worked.
    assert fresh(case).reply_due_at == datetime(2027, 1, 1, 9, 30, tzinfo=UTC)
    assert fresh(case).reply_provisional
    assert load() == 2
    stored = fresh(case)
    assert stored.reply_due_at == datetime(2027, 1, 4, 9, 30, tzinfo=UTC) == stored.next_due_at
    # Ten working days, with Saturday the 9th made up.
    assert stored.resolve_due_at == datetime(2027, 1, 13, 9, 30, tzinfo=UTC)
    assert not stored.reply_provisional
    assert recompute_provisional_clocks(by=SYSTEM, at=YEAR_END) == 0


def test_settled_and_certain_ones_are_never_touched(town):
    certain = opened(town)
    settled = opened(town, at=YEAR_END)
    with acting(town.chen):
        reply_to_asker(number=settled.number, text="好", by=town.chen, at=YEAR_END)
    before = fresh(certain).reply_due_at, fresh(certain).resolve_due_at
    assert load() == 1  # the resolve clock of the settled answer still runs
    assert (fresh(certain).reply_due_at, fresh(certain).resolve_due_at) == before
    assert fresh(settled).reply_due_at == datetime(2027, 1, 1, 9, 30, tzinfo=UTC)
    assert fresh(settled).reply_provisional


def test_an_incomplete_year_stays_provisional(town):
    case = opened(town, at=YEAR_END)
    load(complete=False)
    assert fresh(case).reply_due_at == datetime(2027, 1, 4, 9, 30, tzinfo=UTC)
    assert years_not_announced(2026, 2027) == [2027]
    load()
    assert years_not_announced(2026, 2027) == []


def test_days_of_another_year_are_refused(town):
    with pytest.raises(DayOfAnotherYear):
        load(days={date(2028, 1, 1): False})


def test_not_by_everybody(town):
    with pytest.raises(Forbidden):
        load(by=town.zhou)
    assert load(by=town.district) == 0
