"""Resume: a case that waited or was suspended goes on, with what was left of its time."""

from __future__ import annotations

from datetime import datetime

from doorstep.casework.events import CaseResumed
from doorstep.casework.models import Case, Suspension
from doorstep.casework.operations._moving import MoveNotAllowed, moving
from doorstep.casework.rules.states import Move
from doorstep.kernel.actor import Actor
from doorstep.kernel.scope import Scope
from doorstep.platform.scope import scoped

SCOPE = Scope.everywhere("casework.resume_due_cases")


def resume_case(*, number: str, by: Actor, at: datetime, version: int | None = None) -> Case:
    """Go on with a paused case, in the state it had before."""
    with moving(Move.RESUME, number, by=by, at=at, version=version) as step:
        step.tells("")
        step.publishes(CaseResumed)
    return step.case


def resume_due_cases(*, by: Actor, at: datetime) -> list[str]:
    """Resume every case whose pause was to end by ``at``; return their numbers."""
    with scoped(SCOPE):
        due = Suspension.objects.filter(ended_at=None, until__lte=at).order_by("until", "id")
        numbers = list(due.values_list("case__number", flat=True))
    return [number for number in numbers if _resume_one(number, by=by, at=at)]


def _resume_one(number: str, *, by: Actor, at: datetime) -> bool:
    try:
        with scoped(SCOPE):
            resume_case(number=number, by=by, at=at)
    except MoveNotAllowed:
        return False  # a colleague or another worker was faster
    return True
