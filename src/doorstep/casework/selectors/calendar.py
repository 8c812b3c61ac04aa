"""The working calendar in force: the official table with what this district entered over it."""

from __future__ import annotations

from datetime import date

from doorstep.casework.models import CalendarYear
from doorstep.kernel.calendar import HolidayTable, WorkingCalendar

_OFFICIAL = HolidayTable.official()
_PLAIN = WorkingCalendar(_OFFICIAL)


def working_calendar() -> WorkingCalendar:
    """Return the calendar by which clocks run now (one query, of a handful of rows)."""
    entered = list(CalendarYear.objects.all())
    if not entered:
        return _PLAIN
    days = {date.fromisoformat(day): works for year in entered for day, works in year.days.items()}
    complete = [year.year for year in entered if year.complete]
    return WorkingCalendar(_OFFICIAL.overridden(days, complete))


def years_not_announced(first: int, last: int) -> list[int]:
    """Return the years from ``first`` to ``last`` whose holidays nobody has entered yet."""
    announced = working_calendar().days.years
    return [year for year in range(first, last + 1) if year not in announced]
