"""The working calendar in force at a place."""

from __future__ import annotations

from datetime import date

from doorstep.casework.models import CalendarYear
from doorstep.kernel.calendar import HolidayTable, WorkingCalendar
from doorstep.places.public import holiday_days

_OFFICIAL = HolidayTable.official()
_PLAIN = WorkingCalendar(_OFFICIAL)


def working_calendar(place: str) -> WorkingCalendar:
    """Return the calendar by which clocks at ``place`` run: the official table, years that were
    loaded before the package knew them, and days the place declares for itself (two queries)."""
    years = list(CalendarYear.objects.all())
    own = holiday_days(place)
    if not years and not own:
        return _PLAIN
    loaded = {date.fromisoformat(day): works for year in years for day, works in year.days.items()}
    complete = [year.year for year in years if year.complete]
    return WorkingCalendar(_OFFICIAL.overridden(loaded | own, complete))


def years_not_announced(first: int, last: int) -> list[int]:
    """Return the years from ``first`` to ``last`` whose holidays nobody has announced yet."""
    loaded = set(CalendarYear.objects.filter(complete=True).values_list("year", flat=True))
    return [y for y in range(first, last + 1) if y not in _OFFICIAL.years and y not in loaded]
