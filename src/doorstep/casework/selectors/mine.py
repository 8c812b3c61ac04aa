"""My work: what waits for one colleague, in groups by clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from doorstep.casework.models import Case
from doorstep.casework.permissions import HANDLE, visible_to
from doorstep.casework.rules.states import State
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import SHANGHAI

MOST: Final = 300


@dataclass(frozen=True, slots=True)
class MyWork:
    """What lies on one's desk, each case in one group only."""

    returned: list[Case] = field(default_factory=list)
    late: list[Case] = field(default_factory=list)
    today: list[Case] = field(default_factory=list)
    soon: list[Case] = field(default_factory=list)
    later: list[Case] = field(default_factory=list)
    resting: list[Case] = field(default_factory=list)

    @property
    def count(self) -> int:
        groups = (self.returned, self.late, self.today, self.soon, self.later, self.resting)
        return sum(len(group) for group in groups)


def my_work(actor: Actor, *, at: datetime) -> MyWork:
    """Return what waits for ``actor``: their own cases and what nobody in their unit has taken
    yet, by clock (one query). ``soon``: due within two days after today."""
    work = MyWork()
    if not actor.is_staff:
        return work
    cases = (
        visible_to(actor)
        .open()
        .filter(on_the_desk_of(actor))
        .exclude(state=State.RESOLVED)
        .select_related("handler", "asker")
        .order_by("next_due_at", "id")[:MOST]
    )
    return grouped_by_clock(cases, at=at, into=work)


def grouped_by_clock(cases: Iterable[Case], *, at: datetime, into: MyWork | None = None) -> MyWork:
    """Return ``cases`` in the groups of one's work, each group in the order given."""
    work = into or MyWork()
    midnight = at.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
    midnight += timedelta(days=1)
    for case in cases:
        _group(work, case, at, midnight).append(case)
    return work


def _group(work: MyWork, case: Case, at: datetime, midnight: datetime) -> list[Case]:
    due = case.next_due_at
    if case.returned_at is not None:
        return work.returned
    if due is None:
        return work.resting
    bounds = (
        (at, work.late),
        (midnight, work.today),
        (midnight + timedelta(days=2), work.soon),
    )
    return next((group for bound, group in bounds if due < bound), work.later)


def on_the_desk_of(actor: Actor) -> Q:
    """Return the condition for what is somebody's own, or lies unclaimed with their unit."""
    return Q(handler_id=actor.account_id) | (Q(handler__isnull=True) & _of_my_units(actor))


def _of_my_units(actor: Actor) -> Q:
    """Return the condition that a case lies with a unit that ``actor`` works in."""
    condition = Q(pk__in=[])
    for grant in actor.grants:
        if HANDLE in grant.permissions:
            condition |= Q(holder_place=grant.place, holder_role__in=("", grant.role))
    return condition
