"""Terms in working time: the days that matter, pauses, extensions, years not announced."""

from datetime import date, datetime, timedelta

import pytest

from doorstep.casework.rules.clocks import (
    Running,
    StepName,
    Term,
    due_after,
    due_of,
    extended,
    level_above,
    plan,
    resumed,
)
from doorstep.kernel.calendar import SHANGHAI, Due, HolidayTable, WorkingCalendar

OFFICIAL = HolidayTable.official()
CALENDAR = WorkingCalendar(OFFICIAL)
TWO_DAYS = Term(2)


def at(text):
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-11-20 16:00", "2026-11-24 17:30"),  # Friday afternoon → Tuesday
        ("2026-11-21 10:00", "2026-11-24 17:30"),  # Saturday → Tuesday
        ("2026-11-22 23:59", "2026-11-24 17:30"),  # Sunday night → Tuesday
        ("2026-11-23 09:00", "2026-11-25 17:30"),  # Monday → Wednesday
        ("2026-09-29 10:00", "2026-10-08 17:30"),  # over National Day
        ("2026-10-03 10:00", "2026-10-09 17:30"),  # in the middle of it
        ("2026-09-18 10:00", "2026-09-21 17:30"),  # Sunday 20 September is a make-up day
        ("2026-02-13 10:00", "2026-02-24 17:30"),  # Saturday 14 is made up, then Spring Festival
    ],
)
def test_the_answer_within_two_working_days(asked, due):
    assert due_after(CALENDAR, at(asked), TWO_DAYS) == Due(at(due))


def test_working_minutes_run_in_office_hours_only_and_minutes_always():
    friday = at("2026-11-20 17:00")
    assert due_after(CALENDAR, friday, Term(60, "working_minutes")).at == at("2026-11-23 09:30")
    assert due_after(CALENDAR, friday, Term(60, "minutes")).at == at("2026-11-20 18:00")


@pytest.mark.parametrize("term", [Term(0), Term(-1, "minutes"), Term(1, "weeks")])
def test_terms_that_cannot_be_meant_are_refused(term):
    with pytest.raises(ValueError, match=r"term|unit"):
        due_after(CALENDAR, at("2026-11-20 16:00"), term)


def test_what_reaches_into_a_year_not_announced_is_provisional_until_it_is():
    asked = at("2026-12-30 10:00")
    due = due_after(CALENDAR, asked, Term(5))
    assert due.provisional
    days = {date(2027, 1, 1): False, date(2027, 1, 2): False, date(2027, 1, 3): False}
    loaded = WorkingCalendar(OFFICIAL.overridden(days, [2027]))
    assert due_after(loaded, asked, Term(5)) == Due(at("2027-01-07 17:30"))


def test_steps_come_in_order_soon_late_and_up():
    planned = plan(
        CALENDAR,
        Running(at("2026-11-20 16:00"), TWO_DAYS),
        [(StepName.ESCALATE1, Term(1)), (StepName.ESCALATE2, Term(3))],
    )
    assert [step.name for step in planned.steps] == list(StepName)
    times = [step.due.at for step in planned.steps]
    assert times == sorted(times)
    assert times[1] == planned.due.at == at("2026-11-24 17:30")
    assert times[2] == at("2026-11-25 17:30")
    assert at("2026-11-24 09:00") < times[0] < at("2026-11-24 17:30")


def test_a_term_set_at_night_warns_no_later_than_it_is_due():
    planned = plan(CALENDAR, Running(at("2026-11-20 23:00"), Term(60, "minutes")))
    assert planned.steps[0].due.at <= planned.due.at


def test_a_pause_keeps_the_working_time_that_was_left():
    running = Running(at("2026-11-20 16:00"), TWO_DAYS)
    due = due_of(CALENDAR, running)
    after = resumed(
        CALENDAR, running, due, paused_at=at("2026-11-23 12:00"), at=at("2026-11-26 10:00")
    )
    # Left on Monday noon: 5.5 hours of Monday and all of Tuesday.
    assert after.left == timedelta(hours=14)
    assert due_of(CALENDAR, after).at == at("2026-11-27 15:30")


def test_a_pause_over_the_weekend_changes_nothing():
    running = Running(at("2026-11-20 16:00"), TWO_DAYS)
    due = due_of(CALENDAR, running)
    same = resumed(
        CALENDAR, running, due, paused_at=at("2026-11-20 18:00"), at=at("2026-11-23 08:00")
    )
    assert same == running


def test_a_late_clock_stays_as_late_as_it_was():
    running = Running(at("2026-11-16 10:00"), TWO_DAYS)
    due = due_of(CALENDAR, running)
    same = resumed(
        CALENDAR, running, due, paused_at=at("2026-11-19 10:00"), at=at("2026-11-25 10:00")
    )
    assert same == running


def test_minutes_round_the_clock_pause_round_the_clock():
    running = Running(at("2026-11-20 16:00"), Term(60, "minutes"))
    after = resumed(
        CALENDAR,
        running,
        Due(at("2026-11-20 17:00")),
        paused_at=at("2026-11-20 16:20"),
        at=at("2026-11-21 03:00"),
    )
    assert due_of(CALENDAR, after).at == at("2026-11-21 03:40")


@pytest.mark.parametrize(
    ("running", "more", "due"),
    [
        (Running(at("2026-11-20 16:00"), TWO_DAYS), 1, "2026-11-25 17:30"),
        (
            Running(at("2026-11-26 10:00"), TWO_DAYS, timedelta(hours=14)),
            1,
            "2026-11-30 15:30",
        ),
        (Running(at("2026-11-20 16:00"), Term(60, "minutes")), 30, "2026-11-20 17:30"),
    ],
    ids=["a whole term", "after a pause", "minutes"],
)
def test_an_extension_adds_units_of_the_clock(running, more, due):
    assert due_of(CALENDAR, extended(CALENDAR, running, more)).at == at(due)


def test_the_ladder_ends_at_its_top():
    ladder = ("community", "subdistrict", "district")
    assert level_above(ladder, "community") == "subdistrict"
    assert level_above(ladder, "community", 9) == "district"
    assert level_above(ladder, "district") is None
    assert level_above(ladder, "elsewhere") is None
