"""Fire the clocks: every step that is due, exactly once, in order, however long nobody looked."""

from __future__ import annotations

from datetime import datetime

import structlog
from django.db import transaction

from doorstep.casework.events import CaseEscalated, ClockStepFired
from doorstep.casework.models import ClockStep, TimelineEntry
from doorstep.casework.models.clock import PENDING
from doorstep.casework.operations._holder import holder_of, with_unit
from doorstep.casework.operations._moving import make_entry, tell
from doorstep.casework.rules.clocks import ESCALATING, level_above
from doorstep.casework.rules.routing import Target, home_of
from doorstep.casework.rules.states import MOVING, State
from doorstep.casework.selectors.kinds import kind_of
from doorstep.kernel.actor import Actor
from doorstep.kernel.scope import Scope
from doorstep.platform import trail
from doorstep.platform.scope import scoped

log = structlog.get_logger(__name__)
SCOPE = Scope.everywhere("casework.fire_clocks")


def fire_clocks(*, by: Actor, at: datetime, limit: int = 100_000) -> int:
    """Fire the steps that were due by ``at``; return how many this call fired.

    Each step is one transaction: its mark, what the timeline says, the fact and the escalation
    stand or fall together. Workers take cases, not steps (SKIP LOCKED), so the steps of one case
    fire in due order however many work at once. A case whose step fails is left for the next
    run, with all that follows it.
    """
    fired, failed = 0, set[int]()
    while fired < limit:
        try:
            case_id = None
            with scoped(SCOPE):
                case_id = _next_case(at, failed)
                if case_id is None:
                    return fired
                fired += _fire_next(case_id, by=by, at=at)
        except Exception:
            if case_id is None:
                raise
            log.exception("casework.step_failed", case=case_id)
            failed.add(case_id)
    return fired


def _next_case(at: datetime, failed: set[int]) -> int | None:
    """Lock and return the case that has waited longest for a step, passing over those that
    another worker or a colleague holds."""
    step = (
        ClockStep.objects.filter(PENDING, due_at__lte=at)
        .exclude(case_id__in=failed)
        .order_by("due_at", "id")
        .select_related("case")
        .select_for_update(of=("case",), skip_locked=True)
        .first()
    )
    return step.case_id if step else None


def _fire_next(case_id: int, *, by: Actor, at: datetime) -> int:
    """Fire the first pending step of a locked case; 0 when another worker has done so since."""
    step = (
        ClockStep.objects.filter(PENDING, case_id=case_id, due_at__lte=at)
        .select_related("clock", "case")
        .order_by("due_at", "id")
        .first()
    )
    if step is None:
        return 0
    with transaction.atomic():
        step.fired_at = at
        step.save(update_fields=["fired_at"])
        _write(step, by=by, at=at)
    return 1


def _write(step: ClockStep, *, by: Actor, at: datetime) -> None:
    case, clock = step.case, step.clock
    data = {"clock": clock.what, "step": step.name, "due": step.due_at.isoformat()}
    escalated = _escalate(step) if step.name in ESCALATING else {}
    entry = make_entry(
        case,
        "clock",
        by=by,
        at=at,
        audience=TimelineEntry.Audience.STAFF,
        from_state=case.state,
        to_state=escalated.get("state", case.state),
        data=data | escalated,
    )
    entry.save(force_insert=True)
    trail.record(
        action="case.clock", by=by, at=at, subject=case.subject, place=case.place, detail=data
    )
    due = step.due_at.isoformat()
    tell(ClockStepFired, case, entry, by=by, at=at, clock=clock.what, step=step.name, due=due)
    if escalated:
        tell(CaseEscalated, case, entry, by=by, at=at, **with_unit(case))


def _escalate(step: ClockStep) -> dict[str, object]:
    """Move the case up the ladder; {} when it can't or needn't go up.

    A clock that was stopped meanwhile (the answer came, only this job was late) was late all the
    same and says so, but moves nothing. Nor does a case that rests or is at the top.
    """
    case, clock = step.case, step.clock
    if clock.stopped_at is not None or State(case.state) not in MOVING:
        return {}
    above = level_above(kind_of(case.kind_id).ladder, case.level)
    if above is None:
        return {}
    before = holder_of(case)
    case.level = above
    case.holder_place, case.holder_role = home_of(case.place, Target(above))
    case.handler_id, case.returned_at = None, None
    case.state, case.version = State.DISPATCHED.value, case.version + 1
    case.save()
    return {"state": case.state, "before": before, "after": holder_of(case)}
