"""Load a year's holidays, whole: the weeks between the State Council's notice and its release in
the library, and a correction by a district."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Invalid
from doorstep.kernel.places import LENGTHS
from doorstep.places.events import WorkingCalendarChanged
from doorstep.places.models import CalendarYear, HolidayOverride
from doorstep.places.permissions import HOLIDAY_EDIT
from doorstep.places.rules.calendar import DeclaredDay
from doorstep.places.selectors.divisions import access_division
from doorstep.platform import facts, trail


class DayOfAnotherYear(Invalid):
    code = "calendar-day-of-another-year"
    title = N_("{day} does not lie in {year}.")
    mend = N_("Enter each year's days with that year.")


class CalendarOfDistrict(Invalid):
    code = "calendar-of-district"
    title = N_("A year is loaded for a whole district.")
    mend = N_("Choose the district; single days may be set for less.")


def load_calendar_year(
    *,
    place: str,
    year: int,
    days: Sequence[DeclaredDay],
    by: Actor,
    at: datetime,
    complete: bool = True,
) -> int:
    """Replace the days that ``place`` declares for ``year``; return how many there are now.

    ``complete``: the notice is entered whole, so that terms reaching into the year are certain.
    December of the year before may be named too, for a New Year that begins there. Whoever keeps
    provisional terms hears ``WorkingCalendarChanged`` and computes them again.

    Raises:
        Forbidden, DivisionMissing, CalendarOfDistrict, DayOfAnotherYear.
    """
    by.require(HOLIDAY_EDIT, place)
    if len(place) > LENGTHS["district"]:
        raise CalendarOfDistrict
    for one in days:
        if one.day.year != year and (one.day.year, one.day.month) != (year - 1, 12):
            raise DayOfAnotherYear(day=one.day.isoformat(), year=year)
    with transaction.atomic():
        access_division(by, place, lock=True)
        _replace_days(place, year, days, by, at)
        _mark_year(place, year, by, at, complete=complete)
        detail = {"year": year, "days": len(days), "complete": complete}
        tell_calendar("calendar.loaded", place, year, by=by, at=at, detail=detail)
    return len(days)


def _replace_days(
    place: str, year: int, days: Sequence[DeclaredDay], by: Actor, at: datetime
) -> None:
    own = HolidayOverride.objects.filter(place=place)
    given = {one.day: one for one in days}
    own.filter(day__year=year).delete()
    own.filter(day__in=given).delete()
    HolidayOverride.objects.bulk_create(
        HolidayOverride(
            place=place,
            day=one.day,
            is_working=one.is_working,
            name=one.name.strip()[:40],
            set_by=by.name[:80],
            set_at=at,
        )
        for one in given.values()
    )


def _mark_year(place: str, year: int, by: Actor, at: datetime, *, complete: bool) -> None:
    if complete:
        CalendarYear.objects.update_or_create(
            place=place, year=year, defaults={"loaded_by": by.name[:80], "loaded_at": at}
        )
    else:
        CalendarYear.objects.filter(place=place, year=year).delete()


def tell_calendar(
    action: str, place: str, year: int, *, by: Actor, at: datetime, detail: Mapping[str, object]
) -> None:
    """Record in the trail and publish that working days changed."""
    subject = f"calendar:{year}"
    trail.record(action=action, by=by, at=at, subject=subject, place=place, detail=dict(detail))
    facts.publish(WorkingCalendarChanged(place=place, subject=subject, year=year), by=by, at=at)
