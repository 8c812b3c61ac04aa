"""Writing the clocks of a case: started, paused, resumed, extended, stopped.

Each function changes the clock rows and the case's own copies of their due times; the caller
holds the lock on the case and saves it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from doorstep.casework.models import Assignment, Case, Clock, ClockStep
from doorstep.casework.rules.clocks import (
    Amount,
    Plan,
    Running,
    Term,
    What,
    extended,
    plan,
    resumed,
)
from doorstep.casework.rules.kinds import escalation_of
from doorstep.casework.rules.routing import NOTHING_BESIDE, Beside
from doorstep.casework.rules.states import ClockEffect
from doorstep.casework.selectors.kinds import kind_of
from doorstep.casework.selectors.routing import decide
from doorstep.kernel.calendar import Due, WorkingCalendar
from doorstep.places.public import working_calendar
from doorstep.platform.modules import CaseKind

BOTH = (What.REPLY, What.RESOLVE)
_BY_EFFECT = {
    ClockEffect.STOP_REPLY: (What.REPLY,),
    ClockEffect.PAUSE_RESOLVE: (What.RESOLVE,),
}


def plans_for(
    kind: CaseKind,
    calendar: WorkingCalendar,
    *,
    at: datetime,
    answer_owed: bool,
    beside: Beside = NOTHING_BESIDE,
) -> dict[What, tuple[Running, Plan]]:
    """Return the two clocks of a new round; without somebody to answer there is no reply clock.

    ``beside``: what the way that the case took says about its clocks.
    """
    escalation = escalation_of(kind)
    terms: dict[What, Amount] = {What.RESOLVE: beside.resolve_clock or kind.resolve_clock}
    if answer_owed:
        terms[What.REPLY] = beside.reply_clock or kind.reply_clock
    running = {what: Running(at, Term(term.amount, term.unit)) for what, term in terms.items()}
    return {what: (run, plan(calendar, run, escalation[what])) for what, run in running.items()}


def copy_due(case: Case, plans: dict[What, tuple[Running, Plan]]) -> None:
    """Set the case's own due times from new clocks."""
    for what, (_running, planned) in plans.items():
        setattr(case, f"{what}_due_at", planned.due.at)
        setattr(case, f"{what}_provisional", planned.due.provisional)
    case.next_due_at = min(planned.due.at for _running, planned in plans.values())


def start_clocks(case: Case, plans: dict[What, tuple[Running, Plan]], *, at: datetime) -> None:
    """Write new clocks with their steps (two statements)."""
    clocks = [
        _clock(case, what, running, planned, at=at) for what, (running, planned) in plans.items()
    ]
    Clock.objects.bulk_create(clocks)
    _add_steps(zip(clocks, (planned for _running, planned in plans.values()), strict=True))


def start_assignment_clock(assignment: Assignment, term: Amount, *, at: datetime) -> Due:
    """Write the clock of one piece of joint work; return when it is due."""
    running = Running(at, Term(term.amount, term.unit))
    planned = plan(working_calendar(assignment.place), running)
    clock = _clock(assignment.case, What.ASSIGNMENT, running, planned, at=at)
    clock.assignment = assignment
    clock.save(force_insert=True)
    _add_steps([(clock, planned)])
    return planned.due


def restart_clocks(case: Case, kind: CaseKind, *, at: datetime) -> None:
    """Begin the clocks of a new round."""
    plans = plans_for(
        kind,
        working_calendar(case.place),
        at=at,
        answer_owed=case.asker_id is not None,
        beside=decide(case, at=at).beside,
    )
    copy_due(case, plans)
    start_clocks(case, plans, at=at)


def apply(effect: ClockEffect, case: Case, *, at: datetime) -> None:
    """Do to the clocks of ``case`` what a move says."""
    if effect in (ClockEffect.STOP, ClockEffect.STOP_REPLY):
        stop_clocks(case, _BY_EFFECT.get(effect, BOTH), at=at)
    elif effect in (ClockEffect.PAUSE, ClockEffect.PAUSE_RESOLVE):
        _pause(case, _BY_EFFECT.get(effect, BOTH), at=at)
    elif effect is ClockEffect.RESUME:
        _resume(case, at=at)
    elif effect is ClockEffect.RESTART:
        restart_clocks(case, kind_of(case.kind_id), at=at)


def stop_clocks(case: Case, which: Iterable[What], *, at: datetime) -> None:
    """Stop running clocks. Steps that were due before still fire, late but in order; those that
    were not are dropped."""
    clocks = case.clocks.filter(what__in=list(which), stopped_at=None)
    _drop_steps(ClockStep.objects.filter(clock__in=clocks), at=at)
    clocks.update(stopped_at=at)
    refresh_next_due(case)


def stop_assignment_clock(assignment: Assignment, *, at: datetime) -> None:
    """Stop the clock of a piece of joint work."""
    clocks = Clock.objects.filter(assignment=assignment, stopped_at=None)
    _drop_steps(ClockStep.objects.filter(clock__in=clocks), at=at)
    clocks.update(stopped_at=at)


def extend_resolve_clock(case: Case, *, more: int) -> tuple[Due, Due] | None:
    """Let the resolve clock run ``more`` of its units longer; return the due times before and
    after, or None when it is not running."""
    clock = case.clocks.filter(what=What.RESOLVE, stopped_at=None, paused_at=None).first()
    if clock is None:
        return None
    before = Due(clock.due_at, clock.provisional)
    calendar = working_calendar(case.place)
    set_running(clock, extended(calendar, running_of(clock), more), calendar)
    copy_clock(case, clock)
    refresh_next_due(case)
    return before, Due(clock.due_at, clock.provisional)


def running_of(clock: Clock) -> Running:
    """Return a stored clock as the rules see it."""
    return Running(clock.anchor_at, Term(clock.amount, clock.unit), clock.left)


def set_running(clock: Clock, running: Running, calendar: WorkingCalendar) -> None:
    """Store what a clock runs now, and when its steps that have not fired are due."""
    kind = kind_of(clock.case.kind_id)
    planned = plan(calendar, running, escalation_of(kind)[What(clock.what)])
    clock.anchor_at, clock.left = running.anchor, running.left
    clock.amount = running.term.amount
    clock.due_at, clock.provisional = planned.due.at, planned.due.provisional
    clock.save()
    due_by_name = {step.name.value: step.due.at for step in planned.steps}
    steps = [
        step
        for step in clock.steps.filter(fired_at=None, dropped_at=None)
        if step.name in due_by_name
    ]
    for step in steps:
        step.due_at, step.held = due_by_name[step.name], clock.paused_at is not None
    ClockStep.objects.bulk_update(steps, ["due_at", "held"])


def refresh_next_due(case: Case) -> None:
    """Set the earlier due time of the clocks that run now."""
    case.next_due_at = min(
        case.clocks.filter(what__in=BOTH, stopped_at=None, paused_at=None).values_list(
            "due_at", flat=True
        ),
        default=None,
    )


def _pause(case: Case, which: Iterable[What], *, at: datetime) -> None:
    clocks = case.clocks.filter(what__in=list(which), stopped_at=None, paused_at=None)
    # A step that was due before the pause is owed all the same, whenever the job comes to it.
    ClockStep.objects.filter(
        clock__in=clocks, fired_at=None, dropped_at=None, due_at__gt=at
    ).update(held=True)
    clocks.update(paused_at=at)
    refresh_next_due(case)


def _resume(case: Case, *, at: datetime) -> None:
    calendar = working_calendar(case.place)
    for clock in case.clocks.filter(stopped_at=None):
        if clock.paused_at is None:
            continue
        due = Due(clock.due_at, clock.provisional)
        running = resumed(calendar, running_of(clock), due, paused_at=clock.paused_at, at=at)
        clock.paused_at, clock.case = None, case
        set_running(clock, running, calendar)
        copy_clock(case, clock)
    refresh_next_due(case)


def copy_clock(case: Case, clock: Clock) -> None:
    """Copy the due time of a clock to what lists read."""
    if clock.assignment is not None:
        clock.assignment.due_at = clock.due_at
        clock.assignment.save(update_fields=["due_at"])
        return
    setattr(case, f"{clock.what}_due_at", clock.due_at)
    setattr(case, f"{clock.what}_provisional", clock.provisional)


def _drop_steps(steps, *, at: datetime) -> None:  # type: ignore[no-untyped-def]
    steps.filter(fired_at=None, dropped_at=None, due_at__gt=at).update(dropped_at=at, held=False)


def _clock(case: Case, what: What, running: Running, planned: Plan, *, at: datetime) -> Clock:
    return Clock(
        case=case,
        place=case.place,
        what=what.value,
        round=case.rounds,
        started_at=at,
        anchor_at=running.anchor,
        amount=running.term.amount,
        unit=running.term.unit,
        due_at=planned.due.at,
        provisional=planned.due.provisional,
    )


def _add_steps(planned_clocks: Iterable[tuple[Clock, Plan]]) -> None:
    ClockStep.objects.bulk_create(
        ClockStep(
            clock=clock,
            case_id=clock.case_id,
            place=clock.place,
            name=step.name.value,
            due_at=step.due.at,
        )
        for clock, planned in planned_clocks
        for step in planned.steps
    )
