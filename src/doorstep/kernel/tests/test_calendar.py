"""The working calendar on the days people will remember it by."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from doorstep.kernel.calendar import SHANGHAI, Due, HolidayTable, WorkingCalendar

OFFICIAL = HolidayTable.official()
CALENDAR = WorkingCalendar(OFFICIAL)
WITH_LUNCH = WorkingCalendar(OFFICIAL, ((time(9), time(11, 30)), (time(13), time(17, 30))))


def moment(text: str) -> datetime:
    """Read ``2026-10-09 16:00`` as Shanghai time."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def local(due: Due) -> str:
    return f"{due.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


# Notice of the State Council's General Office on the holidays of 2026 (国办发明电, November 2025).
DAYS_OFF_2026 = {
    "New Year 元旦": ("2026-01-01", "2026-01-03"),
    "Spring Festival 春节": ("2026-02-15", "2026-02-23"),
    "Tomb-sweeping 清明节": ("2026-04-04", "2026-04-06"),
    "Labour Day 劳动节": ("2026-05-01", "2026-05-05"),
    "Dragon Boat 端午节": ("2026-06-19", "2026-06-21"),
    "Mid-Autumn 中秋节": ("2026-09-25", "2026-09-27"),
    "National Day 国庆节": ("2026-10-01", "2026-10-07"),
}
MAKE_UP_DAYS_2026 = (
    "2026-01-04",
    "2026-02-14",
    "2026-02-28",
    "2026-05-09",
    "2026-09-20",
    "2026-10-10",
)


def days_of(first: str, last: str) -> list[date]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [start + timedelta(days=i) for i in range((end - start).days + 1)]


def test_every_day_of_2026_is_as_the_notice_says() -> None:
    off = {day for span in DAYS_OFF_2026.values() for day in days_of(*span)}
    made_up = {date.fromisoformat(day) for day in MAKE_UP_DAYS_2026}
    for day in days_of("2026-01-01", "2026-12-31"):
        expected = day in made_up or (day.weekday() < 5 and day not in off)
        kind = CALENDAR.is_working_day(day)
        assert (kind.working, kind.provisional) == (expected, False), day


def test_2026_has_as_many_working_days_as_counted_by_hand() -> None:
    worked = sum(bool(OFFICIAL.kind(day)) for day in days_of("2026-01-01", "2026-12-31"))
    weekdays_off, made_up = 19, len(MAKE_UP_DAYS_2026)
    assert worked == 261 - weekdays_off + made_up


@pytest.mark.parametrize(
    ("day", "working", "why"),
    [
        ("2026-10-09", True, "weekday"),
        ("2026-10-11", False, "weekend"),
        ("2026-10-05", False, "day-off"),
        ("2026-10-04", False, "weekend"),
        ("2026-09-20", True, "make-up-day"),
    ],
)
def test_a_day_says_why(day: str, working: bool, why: str) -> None:
    kind = CALENDAR.is_working_day(date.fromisoformat(day))
    assert (kind.working, kind.why, bool(kind)) == (working, why, working)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        pytest.param("2026-11-13 16:00", "2026-11-17 17:30", id="friday 16:00"),
        pytest.param("2026-11-13 20:00", "2026-11-17 17:30", id="friday after closing"),
        pytest.param("2026-11-14 10:00", "2026-11-17 17:30", id="saturday"),
        pytest.param("2026-11-15 23:59", "2026-11-17 17:30", id="sunday night"),
        pytest.param("2026-11-16 00:00", "2026-11-18 17:30", id="monday at midnight"),
        pytest.param("2026-09-30 16:00", "2026-10-09 17:30", id="before National Day"),
        pytest.param("2026-10-03 10:00", "2026-10-09 17:30", id="in National Day week"),
        pytest.param("2026-10-08 10:00", "2026-10-10 17:30", id="make-up Saturday counts"),
        pytest.param("2026-09-18 16:00", "2026-09-21 17:30", id="make-up Sunday counts"),
        pytest.param("2026-09-20 10:00", "2026-09-22 17:30", id="asked on a make-up Sunday"),
        pytest.param("2026-02-13 09:00", "2026-02-24 17:30", id="before Spring Festival"),
    ],
)
def test_reply_within_two_working_days(asked: str, due: str) -> None:
    answer = CALENDAR.add_working_days(moment(asked), 2)
    assert (local(answer), answer.provisional) == (due, False)
    assert answer.at.tzinfo is UTC


def test_a_term_that_reaches_2027_is_provisional_until_the_year_is_loaded() -> None:
    asked = moment("2026-12-31 10:00")
    before = CALENDAR.add_working_days(asked, 2)
    assert (local(before), before.provisional) == ("2027-01-04 17:30", True)
    days_off = dict.fromkeys(days_of("2027-01-01", "2027-01-03"), False)
    made_up = {date(2027, 1, 10): True}
    loaded = WorkingCalendar(OFFICIAL.overridden(days_off | made_up, years=[2027]))
    after = loaded.add_working_days(asked, 2)
    assert (local(after), after.provisional) == ("2027-01-05 17:30", False)


def test_a_term_that_ends_with_2026_is_settled() -> None:
    answer = CALENDAR.add_working_days(moment("2026-12-29 10:00"), 2)
    assert (local(answer), answer.provisional) == ("2026-12-31 17:30", False)


def test_a_year_that_is_not_announced_says_so() -> None:
    kind = CALENDAR.is_working_day(date(2027, 2, 8))
    assert (kind.working, kind.provisional) == (True, True)
    assert 2027 not in OFFICIAL.years


def test_a_districts_own_day_wins_and_is_certain() -> None:
    closed = OFFICIAL.overridden({date(2026, 11, 16): False, date(2027, 1, 4): True})
    assert closed.kind(date(2026, 11, 16)).why == "day-off"
    assert not closed.kind(date(2027, 1, 4)).provisional
    assert closed.kind(date(2027, 1, 5)).provisional
    answer = WorkingCalendar(closed).add_working_days(moment("2026-11-13 16:00"), 2)
    assert local(answer) == "2026-11-18 17:30"


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        pytest.param("2026-11-16 10:00", 90, "2026-11-16 11:30", id="within the day"),
        pytest.param("2026-11-16 17:00", 30, "2026-11-16 17:30", id="until closing"),
        pytest.param("2026-11-16 17:00", 31, "2026-11-17 09:01", id="past closing"),
        pytest.param("2026-11-14 08:00", 60, "2026-11-16 10:00", id="from saturday"),
        pytest.param("2026-11-14 08:00", 0, "2026-11-16 09:00", id="nought on saturday"),
        pytest.param("2026-11-16 10:00", 0, "2026-11-16 10:00", id="nought at work"),
        pytest.param("2026-09-30 17:00", 60, "2026-10-08 09:30", id="over National Day"),
    ],
)
def test_adding_working_time(start: str, minutes: int, end: str) -> None:
    assert local(CALENDAR.add_working_time(moment(start), timedelta(minutes=minutes))) == end


def test_lunch_is_not_working_time() -> None:
    assert WITH_LUNCH.day_length == timedelta(hours=7)
    assert local(WITH_LUNCH.add_working_time(moment("2026-11-16 11:00"), timedelta(hours=1))) == (
        "2026-11-16 13:30"
    )
    assert not WITH_LUNCH.is_working_time(moment("2026-11-16 12:00"))


def test_working_hours() -> None:
    assert CALENDAR.is_working_time(moment("2026-11-16 09:00"))
    assert not CALENDAR.is_working_time(moment("2026-11-16 17:30"))
    assert not CALENDAR.is_working_time(moment("2026-11-15 10:00"))


def test_time_between_is_negative_backwards() -> None:
    friday, monday = moment("2026-11-13 16:30"), moment("2026-11-16 10:00")
    assert CALENDAR.working_time_between(friday, monday) == timedelta(hours=2)
    assert CALENDAR.working_time_between(monday, friday) == timedelta(hours=-2)


@pytest.mark.parametrize(
    ("paused", "resumed", "due"),
    [
        pytest.param("2026-11-16 10:00", "2026-11-18 10:00", "2026-11-19 17:30", id="two days"),
        pytest.param("2026-11-13 18:00", "2026-11-15 12:00", "2026-11-17 17:30", id="a weekend"),
        pytest.param("2026-11-16 10:00", "2026-11-16 10:00", "2026-11-17 17:30", id="no time"),
        pytest.param("2026-11-18 10:00", "2026-11-20 10:00", "2026-11-17 17:30", id="late already"),
    ],
)
def test_a_pause_moves_the_due_time_by_what_it_took(paused: str, resumed: str, due: str) -> None:
    first = CALENDAR.add_working_days(moment("2026-11-13 16:00"), 2)
    again = CALENDAR.resumed(first, paused_at=moment(paused), resumed_at=moment(resumed))
    assert local(again) == due


def test_a_pause_into_an_unannounced_year_makes_the_due_time_provisional() -> None:
    first = CALENDAR.add_working_days(moment("2026-12-28 10:00"), 2)
    again = CALENDAR.resumed(
        first, paused_at=moment("2026-12-29 10:00"), resumed_at=moment("2027-01-05 10:00")
    )
    assert (first.provisional, again.provisional) == (False, True)


def test_another_zone_has_its_own_days() -> None:
    urumqi = WorkingCalendar(OFFICIAL, zone=ZoneInfo("Asia/Urumqi"))
    due = urumqi.add_working_days(datetime(2026, 11, 16, 17, tzinfo=UTC), 1)
    assert due.at == datetime(2026, 11, 17, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize("hours", [(), ((time(17), time(9)),), ((time(9), time(12)),) * 2])
def test_hours_must_make_sense(hours: tuple[tuple[time, time], ...]) -> None:
    with pytest.raises(ValueError, match="hours"):
        WorkingCalendar(OFFICIAL, hours)


def test_what_cannot_be_counted_is_refused() -> None:
    at = moment("2026-11-16 10:00")
    with pytest.raises(ValueError, match="aware"):
        CALENDAR.add_working_days(datetime.fromisoformat("2026-11-16 10:00"), 2)
    with pytest.raises(ValueError, match="at least one"):
        CALENDAR.add_working_days(at, 0)
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.add_working_time(at, timedelta(minutes=-1))
    due = Due(at)
    with pytest.raises(ValueError, match="before it stopped"):
        CALENDAR.resumed(due, paused_at=at, resumed_at=at - timedelta(hours=1))


def test_a_table_that_never_works_is_refused_and_not_looped_over() -> None:
    never = dict.fromkeys(days_of("2026-01-01", "2028-01-01"), False)
    with pytest.raises(ValueError, match="no working day"):
        WorkingCalendar(OFFICIAL.overridden(never)).add_working_days(moment("2026-03-02 10:00"), 1)
