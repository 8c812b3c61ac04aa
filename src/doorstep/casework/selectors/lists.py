"""Lists of cases: constant numbers of queries, pages by key, good at a million cases."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from django.db.models import Exists, Q

from doorstep.casework.models import Case
from doorstep.casework.models.case import OPEN, CaseQuerySet
from doorstep.casework.permissions import visible_to
from doorstep.casework.selectors.mine import on_the_desk_of
from doorstep.casework.selectors.past import (
    answered,
    has_joint_work,
    was_closed,
    was_rated_badly,
    whose_ratings_may_be_seen,
)
from doorstep.kernel.actor import Actor
from doorstep.platform.http.paging import CursorUnreadable, decode_cursor, encode_cursor

PAGE: Final = 50
MOST: Final = 200
EXPORT_MOST: Final = 10_000
Order = Literal["newest", "oldest", "due"]


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What to keep. Empty means everything; ``state`` and ``kind`` keep one of those given.

    ``since`` to ``until``: when it was opened; ``closed_…`` and ``rated_…``: when a round was
    closed, when a bad rating came. ``whose``: what lies on one's own desk, or with one's unit.
    """

    state: tuple[str, ...] = ()
    open: bool | None = None
    kind: tuple[str, ...] = ()
    place: str = ""
    holder: str = ""
    level: str = ""
    handler: int | None = None
    unclaimed: bool = False
    asker: int | None = None
    channel: str = ""
    urgent: bool | None = None
    late: bool | None = None
    returned: bool | None = None
    bad_rating: bool = False
    since: datetime | None = None
    until: datetime | None = None
    parent: str = ""
    whose: Literal["", "me", "unit"] = ""
    closed_since: datetime | None = None
    closed_until: datetime | None = None
    rated_since: datetime | None = None
    rated_until: datetime | None = None
    on_the_spot: bool | None = None
    reopened: bool | None = None
    answered: Literal["", "in_time", "late"] = ""
    joint_work: bool | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list; ``cursor`` asks for the next, "" on the last."""

    cases: list[Case] = field(default_factory=list)
    cursor: str = ""


def case_list(
    actor: Actor,
    keep: CaseFilter,
    *,
    at: datetime,
    order: Order = "newest",
    cursor: str = "",
    limit: int = PAGE,
) -> Page:
    """Return the cases that ``actor`` may see and ``keep`` keeps (one query).

    ``order``: newest or oldest first, or ``due``: the earliest running clock first.

    Raises:
        CursorUnreadable: ``cursor`` was not given out for this order.
    """
    limit = max(1, min(limit, MOST))
    cases = _kept(actor, keep, at)
    if order == "due":
        cases = cases.filter(OPEN, next_due_at__isnull=False).order_by("next_due_at", "id")
    else:
        cases = cases.order_by("id" if order == "oldest" else "-id")
    if cursor:
        cases = cases.filter(_after(order, cursor))
    found = list(cases.select_related("handler", "asker")[: limit + 1])
    more = len(found) > limit
    found = found[:limit]
    return Page(found, _cursor_after(order, found[-1]) if more else "")


def count_cases(actor: Actor, keep: CaseFilter, *, at: datetime) -> int:
    """Return how many cases ``case_list`` would show on all its pages (one query)."""
    return _kept(actor, keep, at).count()


def cases_to_export(
    actor: Actor, keep: CaseFilter, *, at: datetime, limit: int = EXPORT_MOST
) -> list[Case]:
    """Return the cases of a list all at once, the newest first (one query)."""
    found = _kept(actor, keep, at).select_related("handler", "asker")
    return list(found.order_by("-id")[:limit])


def _kept(actor: Actor, keep: CaseFilter, at: datetime) -> CaseQuerySet:
    """Return what ``actor`` may see of what ``keep`` keeps."""
    cases = visible_to(actor)
    if keep.whose == "me":
        cases = cases.filter(on_the_desk_of(actor))
    elif keep.whose == "unit":
        cases = cases.filter(holder_place__in=actor.places)
    if keep.bad_rating:
        cases = cases.filter(whose_ratings_may_be_seen(actor))
    return filtered(cases, keep, at=at)


def filtered(cases: CaseQuerySet, keep: CaseFilter, *, at: datetime) -> CaseQuerySet:
    """Return ``cases`` cut down to what ``keep`` keeps."""
    exact: dict[str, Any] = {
        "handler_id": keep.handler,
        "asker_id": keep.asker,
        "level": keep.level or None,
        "channel": keep.channel or None,
        "urgent": keep.urgent,
        "parent__number": keep.parent or None,
        "state__in": keep.state or None,
        "kind_id__in": keep.kind or None,
        "holder_place": keep.holder or None,
        "created_at__gte": keep.since,
        "created_at__lt": keep.until,
    }
    cases = cases.filter(**{name: value for name, value in exact.items() if value is not None})
    if keep.place:
        cases = cases.within(keep.place)
    for wanted, condition in _yes_or_no(keep, at):
        if wanted is not None:
            cases = cases.filter(condition if wanted else ~condition)
    return cases


def _yes_or_no(keep: CaseFilter, at: datetime) -> list[tuple[bool | None, Q | Exists]]:
    return [
        (keep.open, OPEN),
        (keep.late, OPEN & Q(next_due_at__isnull=False, next_due_at__lt=at)),
        (keep.returned, Q(returned_at__isnull=False)),
        (keep.unclaimed or None, Q(handler__isnull=True)),
        (keep.bad_rating or None, was_rated_badly(keep.rated_since, keep.rated_until)),
        (keep.reopened, Q(rounds__gt=1)),
        (keep.joint_work, has_joint_work()),
        (True if keep.answered else None, answered(keep.answered, at)),
        (True if _asks_how_closed(keep) else None, _how_closed(keep)),
    ]


def _asks_how_closed(keep: CaseFilter) -> bool:
    return (keep.on_the_spot, keep.closed_since, keep.closed_until) != (None, None, None)


def _how_closed(keep: CaseFilter) -> Exists:
    return was_closed(keep.closed_since, keep.closed_until, on_the_spot=keep.on_the_spot)


def _after(order: Order, cursor: str) -> Q:
    told, due, pk = decode_cursor(cursor, str, str, int)
    if told != order:
        raise CursorUnreadable
    if order != "due":
        return Q(id__gt=pk) if order == "oldest" else Q(id__lt=pk)
    try:
        moment = datetime.fromisoformat(due)
    except ValueError:
        raise CursorUnreadable
    # Spelled out beside the row comparison, so that the index bounds the scan.
    return Q(next_due_at__gte=moment) & (
        Q(next_due_at__gt=moment) | Q(next_due_at=moment, id__gt=pk)
    )


def _cursor_after(order: Order, last: Case) -> str:
    due = last.next_due_at.isoformat() if order == "due" and last.next_due_at else ""
    return encode_cursor([order, due, last.pk])


def cases_of_person(actor: Actor, resident: int, *, limit: int = 20) -> list[Case]:
    """Return a resident's cases, the open ones first, then the newest (one query)."""
    cases = visible_to(actor).filter(asker_id=resident).select_related("handler")
    found = list(cases.order_by("-id")[: limit * 2])
    return sorted(found, key=lambda case: (not case.is_open, -case.pk))[:limit]


def followed_by_person(actor: Actor, resident: int) -> list[tuple[str, str]]:
    """Return (number, state) of the cases of others whose progress a resident is told."""
    if actor.is_resident and resident not in actor.persons:
        return []
    return [
        (number, state)
        for number, state in Case.objects.filter(askers__resident_id=resident)
        .order_by("-id")
        .values_list("number", "state")[:PAGE]
    ]


def cases_like(actor: Actor, case: Case, *, at: datetime, days: int = 30) -> list[Case]:
    """Return open cases of the same kind in the same building or community: perhaps the same."""
    near = case.place[:18] if len(case.place) >= 18 else case.place[:12]
    return list(
        visible_to(actor)
        .open()
        .within(near)
        .filter(kind_id=case.kind_id, created_at__gte=at - timedelta(days=days), parent=None)
        .exclude(pk=case.pk)
        .order_by("-id")[:10]
    )
