"""The arithmetic of a case's clocks: when each step is due, paused, resumed, extended.

A term is so many working days (due at close of business, the first day not counted), working
minutes, or plain minutes for what cannot wait for office hours. What is stored is the moment a
term was set (its anchor) with its length, so that a term that reaches into a year not yet
announced can be computed again once the year is loaded; everything else is never rewritten.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Literal, Protocol

from doorstep.kernel.calendar import Due, WorkingCalendar

Unit = Literal["working_days", "working_minutes", "minutes"]
UNITS: Final = ("working_days", "working_minutes", "minutes")

# "Soon" is told when a quarter of the term is left: an afternoon of two working days.
SOON_SHARE: Final = 0.75


class What(StrEnum):
    """Which clock: the first answer to the asker, the work itself, or one piece of joint work."""

    REPLY = "reply"
    RESOLVE = "resolve"
    ASSIGNMENT = "assignment"


class StepName(StrEnum):
    SOON = "soon"
    LATE = "late"
    ESCALATE1 = "escalate1"
    ESCALATE2 = "escalate2"


ESCALATING: Final = frozenset({StepName.ESCALATE1, StepName.ESCALATE2})


class Amount(Protocol):
    """A length of time: ``amount`` of ``unit`` (see ``platform.modules.Clock``)."""

    @property
    def amount(self) -> int: ...
    @property
    def unit(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time in one of the three units."""

    amount: int
    unit: str = "working_days"


@dataclass(frozen=True, slots=True)
class Running:
    """What is left to run from an anchor: the whole term, or after a pause what was left of it.

    ``left``: working time for the two working units, plain time for minutes; None = whole term.
    """

    anchor: datetime
    term: Term
    left: timedelta | None = None


@dataclass(frozen=True, slots=True)
class PlannedStep:
    name: StepName
    due: Due


@dataclass(frozen=True, slots=True)
class Plan:
    """When a clock is due and when each of its steps fires, in due order."""

    due: Due
    steps: tuple[PlannedStep, ...]


DEFAULT_ESCALATION: Final[dict[What, tuple[tuple[StepName, Term], ...]]] = {
    What.REPLY: ((StepName.ESCALATE1, Term(1)),),
    What.RESOLVE: ((StepName.ESCALATE1, Term(1)), (StepName.ESCALATE2, Term(3))),
    What.ASSIGNMENT: (),
}


def due_after(calendar: WorkingCalendar, at: datetime, term: Amount) -> Due:
    """Return the end of ``term`` that starts at ``at``.

    Raises:
        ValueError: the term is not positive or its unit is unknown.
    """
    if term.amount < 1:
        raise ValueError("a term is at least one unit long")
    if term.unit == "working_days":
        return calendar.add_working_days(at, term.amount)
    if term.unit == "working_minutes":
        return calendar.add_working_time(at, timedelta(minutes=term.amount))
    if term.unit == "minutes":
        return Due(at + timedelta(minutes=term.amount))
    raise ValueError(f"unknown unit {term.unit!r}")


def due_of(calendar: WorkingCalendar, running: Running) -> Due:
    """Return when a running clock is due."""
    if running.left is None:
        return due_after(calendar, running.anchor, running.term)
    if running.term.unit == "minutes":
        return Due(running.anchor + running.left)
    return calendar.add_working_time(running.anchor, running.left)


def left_at(calendar: WorkingCalendar, unit: str, due: datetime, at: datetime) -> timedelta:
    """Return what is left of a clock at ``at``; negative when it is late already."""
    return due - at if unit == "minutes" else calendar.working_time_between(at, due)


def plan(
    calendar: WorkingCalendar,
    running: Running,
    escalation: Iterable[tuple[StepName, Amount]] = (),
) -> Plan:
    """Return when the clock is due, and its steps: soon, late, then escalations after lateness."""
    due = due_of(calendar, running)
    steps = [
        PlannedStep(StepName.SOON, _soon(calendar, running, due)),
        PlannedStep(StepName.LATE, due),
    ]
    for name, after in escalation:
        later = due_after(calendar, due.at, after)
        steps.append(PlannedStep(name, Due(later.at, later.provisional or due.provisional)))
    return Plan(due, tuple(sorted(steps, key=lambda step: step.due.at)))


def _soon(calendar: WorkingCalendar, running: Running, due: Due) -> Due:
    whole = left_at(calendar, running.term.unit, due.at, running.anchor)
    part = whole * SOON_SHARE
    if running.term.unit == "minutes":
        return Due(running.anchor + part)
    soon = calendar.add_working_time(running.anchor, part)
    # A term that ends before work begins again has no working time in it: never later than due.
    return min(soon, due, key=lambda moment: moment.at)


def resumed(
    calendar: WorkingCalendar, running: Running, due: Due, *, paused_at: datetime, at: datetime
) -> Running:
    """Return what runs after a pause; a clock that was late already stays as late as it was."""
    unit = running.term.unit
    left = left_at(calendar, unit, due.at, paused_at)
    stood_still = left_at(calendar, unit, at, paused_at)
    if left <= timedelta(0) or stood_still <= timedelta(0):
        return running
    return Running(anchor=at, term=running.term, left=left)


def extended(calendar: WorkingCalendar, running: Running, more: int) -> Running:
    """Return a clock that runs ``more`` units of its own unit longer.

    Raises:
        ValueError: ``more`` is not positive.
    """
    if more < 1:
        raise ValueError("an extension is at least one unit long")
    if running.left is None:
        return Running(running.anchor, Term(running.term.amount + more, running.term.unit))
    unit = calendar.day_length if running.term.unit == "working_days" else timedelta(minutes=1)
    return Running(running.anchor, running.term, running.left + more * unit)


def level_above(ladder: Iterable[str], level: str, steps: int = 1) -> str | None:
    """Return the level ``steps`` above ``level`` on ``ladder``; the top when the ladder is
    shorter, None when ``level`` is the top already or not on the ladder."""
    levels = list(ladder)
    if level not in levels or level == levels[-1]:
        return None
    return levels[min(levels.index(level) + steps, len(levels) - 1)]
