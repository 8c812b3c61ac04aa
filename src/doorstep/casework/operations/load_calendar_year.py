"""Load a year's holidays, and compute again what rested on weekdays alone.

The official table comes with a library; this is for the weeks between the State Council's notice
and its release there. What a single place declares for itself stands in ``places``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from doorstep.casework.models import CalendarYear, Case, Clock
from doorstep.casework.operations import _clocks
from doorstep.casework.permissions import EDIT_CALENDAR
from doorstep.casework.selectors.calendar import working_calendar
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Invalid
from doorstep.kernel.scope import Scope
from doorstep.platform import trail
from doorstep.platform.scope import scoped


class DayOfAnotherYear(Invalid):
    code = "calendar-day-of-another-year"
    title = N_("{day} does not lie in {year}.")
    mend = N_("Enter each year's days with that year.")


def load_calendar_year(
    *, year: int, days: Mapping[date, bool], by: Actor, at: datetime, complete: bool = True
) -> int:
    """Enter the days of ``year`` that differ from the plain week (day → worked or not), and
    compute provisional clocks again when it is ``complete``; return how many clocks moved.

    Raises:
        DayOfAnotherYear, Forbidden.
    """
    by.require(EDIT_CALENDAR)
    for day in days:
        if day.year != year:
            raise DayOfAnotherYear(day=day.isoformat(), year=year)
    with transaction.atomic():
        CalendarYear.objects.update_or_create(
            year=year,
            defaults={
                "days": {day.isoformat(): works for day, works in sorted(days.items())},
                "complete": complete,
                "loaded_at": at,
                "loaded_by_id": by.account_id,
            },
        )
        trail.record(action="calendar.load", by=by, at=at, detail={"year": year})
    return recompute_provisional_clocks(by=by, at=at)


def recompute_provisional_clocks(*, by: Actor, at: datetime) -> int:
    """Compute the open provisional clocks again by the calendar in force; return how many moved.

    A clock that is certain, or stopped, is never touched. Each case is one transaction.
    """
    moved = 0
    scope = Scope.everywhere("casework.recompute_provisional_clocks")
    with scoped(scope):
        provisional = Clock.objects.filter(provisional=True, stopped_at=None)
        cases = list(provisional.values_list("case_id", flat=True).distinct().order_by("case_id"))
    for case_id in cases:
        with scoped(scope):
            moved += _recompute(case_id, by=by, at=at)
    return moved


def _recompute(case_id: int, *, by: Actor, at: datetime) -> int:
    case = Case.objects.select_for_update().get(pk=case_id)
    calendar, moved = working_calendar(case.place), 0
    clocks = case.clocks.filter(provisional=True, stopped_at=None)
    for clock in clocks.select_related("case", "assignment"):
        before = (clock.due_at, clock.provisional)
        _clocks.set_running(clock, _clocks.running_of(clock), calendar)
        if (clock.due_at, clock.provisional) != before:
            moved += 1
            _clocks.copy_clock(case, clock)
            trail.record(
                action="case.clock-recomputed",
                by=by,
                at=at,
                subject=case.subject,
                place=case.place,
                detail={"clock": clock.what, "due": clock.due_at.isoformat()},
            )
    if moved:
        _clocks.refresh_next_due(case)
        case.save()
    return moved
