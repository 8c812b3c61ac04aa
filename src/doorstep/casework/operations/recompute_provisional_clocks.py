"""Compute again what rested on weekdays alone, once a year's holidays are known.

Which days are worked is kept in ``places``: the official table with a district's own days.
"""

from __future__ import annotations

from datetime import datetime

from doorstep.casework.models import Case
from doorstep.casework.operations import _clocks
from doorstep.casework.selectors.provisional import provisional_clocks
from doorstep.kernel.actor import Actor
from doorstep.kernel.scope import Scope
from doorstep.places.public import working_calendar
from doorstep.platform import trail
from doorstep.platform.scope import scoped


def recompute_provisional_clocks(*, by: Actor, at: datetime, place: str = "") -> int:
    """Compute the open provisional clocks at and below ``place`` (all when "") again by the
    calendar in force; return how many moved.

    A clock that is certain, or stopped, is never touched. Each case is one transaction.
    """
    moved = 0
    scope = Scope.everywhere("casework.recompute_provisional_clocks")
    with scoped(scope):
        found = provisional_clocks(place).values_list("case_id", flat=True)
        cases = list(found.distinct().order_by("case_id"))
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
