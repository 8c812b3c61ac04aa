"""Working days as a place counts them: the official table with the district's own days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar

from doorstep.kernel.calendar import DayKind as WorkKind
from doorstep.kernel.calendar import HolidayTable, WorkingCalendar
from doorstep.kernel.places import line_of
from doorstep.places.models import CalendarYear, HolidayOverride
from doorstep.places.rules.calendar import DeclaredDay
from doorstep.places.rules.hours import Calendar, DayKind

_OFFICIAL = HolidayTable.official()
_PLAIN = WorkingCalendar(_OFFICIAL)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the year's page. ``own``: declared by the district itself."""

    day: date
    kind: WorkKind
    name: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class YearSight:
    """A year as it is counted at a place. ``source``: official, own (loaded by the district) or
    "" while nobody has announced it. ``loaded``: who loaded it and when."""

    place: str
    year: int
    source: str
    loaded: CalendarYear | None
    days: tuple[CalendarDay, ...]

    @property
    def named(self) -> list[CalendarDay]:
        """The days that differ from the plain week, or bear a name."""
        return [one for one in self.days if one.name or one.kind.why in ("day-off", "make-up-day")]

    @property
    def working_days(self) -> int:
        return sum(one.kind.working for one in self.days)


def holiday_days(place: str) -> dict[date, bool]:
    """Return the days declared for ``place`` or above it: date → worked; the nearer place wins."""
    declared = HolidayOverride.objects.filter(place__in=line_of(place[:12])).order_by("place")
    return {one.day: one.is_working for one in declared}


def loaded_years(place: str) -> list[int]:
    """Return the years that were loaded whole for ``place`` or above it."""
    loaded = CalendarYear.objects.filter(place__in=line_of(place[:12]))
    return sorted(set(loaded.values_list("year", flat=True)))


def working_calendar(place: str) -> WorkingCalendar:
    """Return the calendar by which terms at ``place`` run: the official table, with the days that
    the place and those above it declare, and the years they loaded whole (two queries)."""
    own, years = holiday_days(place), loaded_years(place)
    if not own and not years:
        return _PLAIN
    return WorkingCalendar(_OFFICIAL.overridden(own, years))


def proposed_calendar(
    place: str, year: int, days: Sequence[DeclaredDay], *, complete: bool
) -> WorkingCalendar:
    """Return the calendar as it would be were ``days`` loaded for ``year`` at ``place``."""
    own = HolidayOverride.objects.filter(place__in=line_of(place)).order_by("place")
    kept = {one.day: one.is_working for one in own if (one.place, one.day.year) != (place, year)}
    mine = CalendarYear.objects.filter(place__in=line_of(place)).exclude(place=place, year=year)
    years = {*mine.values_list("year", flat=True), *([year] if complete else [])}
    declared: Mapping[date, bool] = kept | {one.day: one.is_working for one in days}
    return WorkingCalendar(_OFFICIAL.overridden(declared, years))


def years_not_announced(first: int, last: int) -> list[int]:
    """Return the years from ``first`` to ``last`` whose holidays nobody has entered yet."""
    loaded = set(CalendarYear.objects.values_list("year", flat=True))
    return [y for y in range(first, last + 1) if y not in _OFFICIAL.years and y not in loaded]


def official_years() -> list[int]:
    """Return the years that the official table knows."""
    return sorted(_OFFICIAL.years)


def calendar_of(place: str) -> Calendar:
    """Return what sort of day each date is at ``place``, for opening hours."""
    table = _OFFICIAL.overridden(holiday_days(place))

    def kind(day: date) -> DayKind:
        why = table.kind(day).why
        if why == "make-up-day":
            return "makeup"
        return "holiday" if why == "day-off" else "ordinary"

    return kind


def year_sight(
    place: str,
    year: int,
    calendar: WorkingCalendar | None = None,
    named: Mapping[date, str] | None = None,
) -> YearSight:
    """Return ``year`` day by day as it is counted at ``place``; with ``calendar`` and ``named``
    (the names of its days) as it would be."""
    declared = HolidayOverride.objects.filter(place__in=line_of(place), day__year=year)
    own = {one.day: one.name for one in declared.order_by("place")} if named is None else named
    loaded = CalendarYear.objects.filter(place__in=line_of(place), year=year)
    table = (calendar or working_calendar(place)).days
    days, day = [], date(year, 1, 1)
    while day.year == year:
        name = own[day] if day in own else official_name(day)
        days.append(CalendarDay(day, table.kind(day), name, day in own))
        day += _DAY
    newest = loaded.order_by("-place").first()
    source = "own" if newest else "official" if year in _OFFICIAL.years else ""
    return YearSight(place, year, source, newest, tuple(days))


def official_name(day: date) -> str:
    """Return the name that the notice gives a day, in English as the library has it."""
    return str(chinese_calendar.holidays.get(day) or chinese_calendar.workdays.get(day) or "")


def declared_days(place: str, year: int) -> list[DeclaredDay]:
    """Return what holds for ``year`` at ``place`` as it would be loaded: the district's own days,
    or the official ones where it has none."""
    own = list(HolidayOverride.objects.filter(place=place, day__year=year).order_by("day"))
    if own:
        return [DeclaredDay(one.day, one.is_working, one.name) for one in own]
    official = [
        *((day, False) for day in chinese_calendar.holidays if day.year == year),
        *((day, True) for day in chinese_calendar.workdays if day.year == year),
    ]
    return [DeclaredDay(day, works, official_name(day)) for day, works in sorted(official)]
