"""Working days as a place counts them: the official table with the district's own days."""

from __future__ import annotations

from datetime import date

from doorstep.kernel.calendar import HolidayTable
from doorstep.kernel.places import line_of
from doorstep.places.models import HolidayOverride
from doorstep.places.rules.hours import Calendar, DayKind

_OFFICIAL = HolidayTable.official()


def holiday_days(place: str) -> dict[date, bool]:
    """Return the days declared for ``place`` or above it: date → worked; the nearer place wins."""
    declared = HolidayOverride.objects.filter(place__in=line_of(place[:12])).order_by("place")
    return {one.day: one.is_working for one in declared}


def calendar_of(place: str) -> Calendar:
    """Return what sort of day each date is at ``place``, for opening hours."""
    table = _OFFICIAL.overridden(holiday_days(place))

    def kind(day: date) -> DayKind:
        why = table.kind(day).why
        if why == "make-up-day":
            return "makeup"
        return "holiday" if why == "day-off" else "ordinary"

    return kind
