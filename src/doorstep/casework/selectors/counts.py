"""Sums for the secretary, the subdistrict and boards; each number leads to the cases it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Avg, Count, F, Q
from django.db.models.functions import Left

from doorstep.casework.models import Case, Closing, Rating
from doorstep.casework.models.case import OPEN, CaseQuerySet
from doorstep.casework.permissions import SEE_BOARD, SEE_RATINGS, SEE_SENSITIVE
from doorstep.casework.rules.kinds import BAD_SCORE
from doorstep.kernel.actor import Actor
from doorstep.kernel.places import LENGTHS, hi_of, level_of

_BELOW = {"district": "subdistrict", "subdistrict": "community"}
# A mean over fewer ratings could point at the one person who gave them.
SMALLEST_CELL = 5


@dataclass(frozen=True, slots=True)
class Counts:
    """The sums of a place over a period (``came`` by when it was opened, ``closed`` by when it
    was closed; ``open`` and ``late`` as of now)."""

    came: int
    closed: int
    open: int
    late: int
    on_the_spot: int
    reopened: int
    ratings: int
    bad_ratings: int
    mean_score: float | None
    replied_in_time: int
    replied: int


def place_counts(
    actor: Actor, place: str, *, since: datetime, until: datetime, at: datetime
) -> Counts:
    """Return the sums of ``place`` (three queries).

    Raises:
        Forbidden: the actor's grants don't carry sums there.
    """
    actor.require(SEE_BOARD, place)
    came = Q(created_at__gte=since, created_at__lt=until)
    cases = _of(place).aggregate(
        came=Count("id", filter=came),
        open=Count("id", filter=OPEN),
        late=Count("id", filter=OPEN & Q(next_due_at__lt=at)),
        replied=Count("id", filter=came & Q(replied_at__isnull=False)),
        replied_in_time=Count(
            "id", filter=came & Q(replied_at__isnull=False) & _in_time("reply", "replied")
        ),
    )
    within = {"place__gte": place, "place__lt": hi_of(place), "at__gte": since, "at__lt": until}
    closings = Closing.objects.filter(**within).aggregate(
        closed=Count("id"),
        on_the_spot=Count("id", filter=Q(on_the_spot=True)),
        reopened=Count("id", filter=Q(round__gt=1)),
    )
    ratings = Rating.objects.filter(**within).aggregate(
        ratings=Count("id"),
        bad_ratings=Count("id", filter=Q(score__lte=BAD_SCORE)),
        mean_score=Avg("score"),
    )
    if ratings["ratings"] < SMALLEST_CELL:
        ratings["mean_score"] = None
    return Counts(**cases, **closings, **ratings)


def counts_by_kind(
    actor: Actor, place: str, *, since: datetime, until: datetime, at: datetime
) -> list[dict[str, Any]]:
    """Return came, open and late for each kind, the most frequent first (one query)."""
    actor.require(SEE_BOARD, place)
    return list(_grouped(_of(place), "kind_id", since=since, until=until, at=at))


def counts_by_place(
    actor: Actor, place: str, *, since: datetime, until: datetime, at: datetime
) -> list[dict[str, Any]]:
    """Return came, open and late for each place one level below ``place`` (one query)."""
    actor.require(SEE_BOARD, place)
    length = LENGTHS[_BELOW.get(level_of(place), "building")]
    cases = _of(place).annotate(part=Left("place", length))
    return list(_grouped(cases, "part", since=since, until=until, at=at))


def bad_ratings(
    actor: Actor, place: str, *, since: datetime, until: datetime, limit: int = 100
) -> list[Rating]:
    """Return bad ratings with their cases and the case that follows each up, the newest first."""
    actor.require(SEE_RATINGS, place)
    found = Rating.objects.filter(
        place__gte=place,
        place__lt=hi_of(place),
        at__gte=since,
        at__lt=until,
        score__lte=BAD_SCORE,
    )
    if not actor.can(SEE_SENSITIVE, place):
        found = found.filter(case__sensitive=False)
    found = found.select_related("case", "closing").prefetch_related("case__followed_by")
    return list(found.order_by("-at", "-id")[:limit])


def _of(place: str) -> CaseQuerySet:
    return Case.objects.all().within(place)


def _in_time(what: str, done: str) -> Q:
    return Q(**{f"{done}_at__lte": F(f"{what}_due_at")}) | Q(**{f"{what}_due_at": None})


def _grouped(
    cases: CaseQuerySet, by: str, *, since: datetime, until: datetime, at: datetime
) -> Any:
    came = Q(created_at__gte=since, created_at__lt=until)
    return (
        cases.filter(came | OPEN)
        .values(by)
        .annotate(
            came=Count("id", filter=came),
            open=Count("id", filter=OPEN),
            late=Count("id", filter=OPEN & Q(next_due_at__lt=at)),
        )
        .order_by("-came", by)
    )
