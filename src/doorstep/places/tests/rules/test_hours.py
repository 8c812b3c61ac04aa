"""Opening hours, evenings, weekends, holidays."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from doorstep.places.rules.hours import (
    MIDNIGHT,
    ZONE,
    DayKind,
    Span,
    hours_lines,
    is_open,
    opening_at,
    spans_on,
    weekly_rule,
)

WEEK = [Span(day, time(8, 30), time(20)) for day in range(1, 6)] + [
    Span(6, time(9), time(12)),
    Span(6, time(12), time(16)),
]
FRIDAY = date(2026, 9, 4)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZONE)


def holiday(day: date) -> DayKind:
    return "holiday"


def test_open_until_this_evening() -> None:
    opening = opening_at(WEEK, at(FRIDAY, 17, 40))
    assert opening.is_open and opening.until == at(FRIDAY, 20)


def test_the_moment_of_closing_is_closed() -> None:
    assert is_open(WEEK, at(FRIDAY, 8, 30))
    assert not is_open(WEEK, at(FRIDAY, 20))


def test_utc_is_read_as_local_time() -> None:
    assert is_open(WEEK, datetime(2026, 9, 4, 1, 0, tzinfo=UTC))  # 9:00 there


def test_spans_that_touch_are_one() -> None:
    saturday = date(2026, 9, 5)
    assert opening_at(WEEK, at(saturday, 10)).until == at(saturday, 16)


def test_closed_on_sunday_opens_on_monday() -> None:
    opening = opening_at(WEEK, at(date(2026, 9, 6), 10))
    assert not opening.is_open and opening.next_at == at(date(2026, 9, 7), 8, 30)


def test_holidays_hold_only_marked_lines() -> None:
    marked = [Span(5, time(10), time(11), holidays=True), *WEEK]
    assert not is_open(WEEK, at(FRIDAY, 10), holiday)
    assert is_open(marked, at(FRIDAY, 10), holiday)


def test_make_up_day_without_hours_of_its_own_takes_mondays() -> None:
    sunday = date(2026, 9, 20)
    assert is_open(WEEK, at(sunday, 19), lambda day: "makeup")


def test_special_lines_replace_the_week() -> None:
    closed = Span(5, None, None, FRIDAY, FRIDAY, special=True)
    late = Span(5, time(18), MIDNIGHT, FRIDAY, FRIDAY, special=True)
    assert not is_open([*WEEK, closed], at(FRIDAY, 10))
    opening = opening_at([*WEEK, late], at(FRIDAY, 23, 59))
    assert opening.is_open and opening.is_midnight


def test_lines_hold_within_their_range() -> None:
    summer = Span(5, time(6), time(8), since=date(2026, 7, 1), until=date(2026, 8, 31))
    assert not is_open([summer], at(FRIDAY, 7))
    assert opening_at([summer], at(FRIDAY, 7)).next_at is None


def test_the_week_in_lines() -> None:
    lines = hours_lines(WEEK, FRIDAY)
    assert [(line.first, line.last, len(line.times)) for line in lines] == [
        (1, 5, 1),
        (6, 6, 2),
        (7, 7, 0),
    ]


def test_recurrence_rule() -> None:
    assert weekly_rule(WEEK[0]) == "FREQ=WEEKLY;BYDAY=MO"
    ended = Span(7, time(9), time(10), until=date(2026, 12, 31))
    assert weekly_rule(ended) == "FREQ=WEEKLY;BYDAY=SU;UNTIL=20261231"


times = st.times(min_value=time(0, 1), max_value=time(23, 59))


@given(times, times, st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)))
def test_open_exactly_within_a_span(one: time, two: time, moment: datetime) -> None:
    opens, closes = sorted((one, two))
    spans = [Span(day, opens, closes) for day in range(1, 8)] if opens < closes else []
    here = moment.replace(tzinfo=ZONE)
    opening = opening_at(spans, here)
    assert opening.is_open == bool(spans and opens <= moment.time() < closes)
    if spans and not opening.is_open:
        assert opening.next_at is not None and opening.next_at > here
        assert spans_on(spans, opening.next_at.date())
