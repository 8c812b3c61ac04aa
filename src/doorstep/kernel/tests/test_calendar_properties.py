"""What holds of working time at any moment, in any year, announced or not."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.kernel.calendar import SHANGHAI, HolidayTable, WorkingCalendar

OFFICIAL = HolidayTable.official()
PLAIN = WorkingCalendar(OFFICIAL)
LUNCH = WorkingCalendar(OFFICIAL, ((time(8, 30), time(11, 30)), (time(13), time(17))))

calendars = st.sampled_from([PLAIN, LUNCH])
# From well inside the announced years to well past them.
FIRST, LAST = datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2028-12-31")
moments = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
amounts = st.timedeltas(timedelta(0), timedelta(days=10))
some_days = st.integers(1, 60)


@given(calendars, moments, moments, some_days)
def test_who_asks_later_is_not_answered_earlier(
    calendar: WorkingCalendar, a: datetime, b: datetime, n: int
) -> None:
    first, second = sorted((a, b))
    assert calendar.add_working_days(first, n).at <= calendar.add_working_days(second, n).at


@given(calendars, moments, some_days)
def test_a_longer_term_ends_later(calendar: WorkingCalendar, at: datetime, n: int) -> None:
    assert at < calendar.add_working_days(at, n).at < calendar.add_working_days(at, n + 1).at


@given(calendars, moments, some_days)
def test_a_term_ends_at_closing_of_a_working_day(
    calendar: WorkingCalendar, at: datetime, n: int
) -> None:
    due = calendar.add_working_days(at, n)
    day = due.at.astimezone(SHANGHAI).date()
    assert calendar.is_working_day(day)
    assert due.at == calendar.closing_of(day)


@given(calendars, moments, some_days)
def test_exactly_n_working_days_are_counted(
    calendar: WorkingCalendar, at: datetime, n: int
) -> None:
    start = at.astimezone(SHANGHAI).date()
    end = calendar.add_working_days(at, n).at.astimezone(SHANGHAI).date()
    days = (start + timedelta(days=i) for i in range(1, (end - start).days + 1))
    assert sum(map(bool, map(calendar.is_working_day, days))) == n


@given(calendars, moments, some_days)
def test_provisional_if_and_only_if_the_term_touches_an_unannounced_year(
    calendar: WorkingCalendar, at: datetime, n: int
) -> None:
    due = calendar.add_working_days(at, n)
    first = at.astimezone(SHANGHAI).date() + timedelta(days=1)
    last = due.at.astimezone(SHANGHAI).date()
    touched = set(range(first.year, last.year + 1))
    assert due.provisional == bool(touched - OFFICIAL.years)


@given(calendars, moments, amounts)
def test_what_is_added_is_what_lies_between(
    calendar: WorkingCalendar, at: datetime, amount: timedelta
) -> None:
    end = calendar.add_working_time(at, amount)
    assert calendar.working_time_between(at, end.at) == amount
    assert calendar.is_working_day(end.at.astimezone(SHANGHAI).date())
    assert end.at >= at


@given(calendars, moments, moments, moments)
def test_working_time_adds_up(
    calendar: WorkingCalendar, a: datetime, b: datetime, c: datetime
) -> None:
    whole = calendar.working_time_between(a, c)
    parts = calendar.working_time_between(a, b) + calendar.working_time_between(b, c)
    assert whole == parts


@given(calendars, moments, amounts, amounts)
def test_adding_twice_is_adding_the_sum(
    calendar: WorkingCalendar, at: datetime, x: timedelta, y: timedelta
) -> None:
    twice = calendar.add_working_time(calendar.add_working_time(at, x).at, y)
    once = calendar.add_working_time(at, x + y)
    assert calendar.working_time_between(once.at, twice.at) == timedelta(0)


@given(calendars, moments, some_days, amounts, amounts)
def test_a_pause_adds_what_it_took_and_nothing_else(
    calendar: WorkingCalendar, at: datetime, n: int, until: timedelta, length: timedelta
) -> None:
    due = calendar.add_working_days(at, n)
    paused, resumed = at + until, at + until + length
    again = calendar.resumed(due, paused_at=paused, resumed_at=resumed)
    if due.at <= paused:
        assert again == due
        return
    taken = calendar.working_time_between(paused, resumed)
    assert calendar.working_time_between(due.at, again.at) == taken
    assert calendar.working_time_between(resumed, again.at) == max(
        calendar.working_time_between(paused, due.at), timedelta(0)
    )


@given(calendars, moments, some_days, moments)
def test_a_pause_of_no_length_changes_nothing(
    calendar: WorkingCalendar, at: datetime, n: int, paused: datetime
) -> None:
    due = calendar.add_working_days(at, n)
    assert calendar.resumed(due, paused_at=paused, resumed_at=paused) == due


@given(moments, some_days)
def test_a_settled_term_is_not_moved_by_loading_a_year(at: datetime, n: int) -> None:
    due = PLAIN.add_working_days(at, n)
    if due.provisional:
        return
    loaded = WorkingCalendar(OFFICIAL.overridden({}, years=range(2027, 2030)))
    assert loaded.add_working_days(at, n) == due


@pytest.mark.parametrize("year", [2004, 2015, 2026])
def test_the_official_table_knows_its_years(year: int) -> None:
    assert year in OFFICIAL.years
