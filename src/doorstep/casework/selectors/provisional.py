"""Clocks that reach into a year whose holidays nobody has announced, and what loading it does."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from django.db.models import QuerySet

from doorstep.casework.models import Clock
from doorstep.casework.rules.clocks import Running, Term, due_of
from doorstep.kernel.calendar import Due, WorkingCalendar
from doorstep.kernel.places import hi_of

# A preview computes this many clocks and counts the rest.
COMPUTED: Final = 2_000
SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Moved:
    """A clock that would be due at another time."""

    clock: Clock
    due: Due


@dataclass(slots=True)
class Recount:
    """What loading a year would do to the open provisional clocks of a place.

    ``later``, ``earlier``: due at another time; ``certain``: due as before, and certain then;
    ``still``: as provisional as before; ``beyond``: not computed, there are too many.
    """

    total: int = 0
    later: int = 0
    earlier: int = 0
    certain: int = 0
    still: int = 0
    first: list[Moved] = field(default_factory=list)

    @property
    def beyond(self) -> int:
        return max(self.total - COMPUTED, 0)


def provisional_clocks(place: str) -> QuerySet[Clock]:
    """Return the open provisional clocks at and below ``place`` (all when "")."""
    found = Clock.objects.filter(provisional=True, stopped_at=None)
    return found.filter(place__gte=place, place__lt=hi_of(place)) if place else found


def recount(place: str, calendar: WorkingCalendar) -> Recount:
    """Say what open provisional clocks at ``place`` would do by ``calendar``; writes nothing."""
    found = provisional_clocks(place)
    said = Recount(total=found.count())
    sums: Counter[str] = Counter()
    for clock in found.select_related("case").order_by("due_at", "pk")[:COMPUTED]:
        due = due_of(calendar, Running(clock.anchor_at, Term(clock.amount, clock.unit), clock.left))
        sums[_what_happens(clock, due)] += 1
        if due.at != clock.due_at and len(said.first) < SHOWN:
            said.first.append(Moved(clock, due))
    said.later, said.earlier = sums["later"], sums["earlier"]
    said.certain, said.still = sums["certain"], sums["still"]
    return said


def _what_happens(clock: Clock, due: Due) -> str:
    if due.at != clock.due_at:
        return "later" if due.at > clock.due_at else "earlier"
    return "still" if due.provisional else "certain"
