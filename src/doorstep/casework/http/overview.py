"""Sums on the API; each leads to the cases it counts (``/cases`` with the same words)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from ninja import Query, Router

from doorstep.casework.http.present import actor_of
from doorstep.casework.http.schemas_routing import PeriodQuery
from doorstep.casework.http.schemas_routing_out import (
    BadRatingOut,
    CountsOut,
    KindCountOut,
    PlaceCountOut,
)
from doorstep.casework.permissions import SEE_BOARD, SEE_RATINGS
from doorstep.casework.selectors.counts import (
    Counts,
    bad_ratings,
    counts_by_kind,
    counts_by_place,
    place_counts,
)
from doorstep.casework.selectors.kinds import kind_of
from doorstep.places.public import place_names
from doorstep.platform.http.router import route

router = Router(tags=["overview"])
_DAYS = timedelta(days=30)


def _period(wanted: PeriodQuery, at: datetime) -> dict[str, Any]:
    until = wanted.until or at
    return {"since": wanted.since or until - _DAYS, "until": until}


@router.get("/overview", response=CountsOut)
@route(permission=SEE_BOARD)
def overview(request: HttpRequest, wanted: Query[PeriodQuery]) -> Counts:
    """Return the sums of a place over a period."""
    at = timezone.now()
    return place_counts(actor_of(request), wanted.place, at=at, **_period(wanted, at))


@router.get("/overview/kinds", response=list[KindCountOut])
@route(permission=SEE_BOARD)
def overview_by_kind(request: HttpRequest, wanted: Query[PeriodQuery]) -> list[dict[str, Any]]:
    """Return what came, is open and late by kind, the most frequent first."""
    at, language = timezone.now(), get_language() or "zh-hans"
    rows = counts_by_kind(actor_of(request), wanted.place, at=at, **_period(wanted, at))
    return [
        row | {"kind": row["kind_id"], "kind_title": kind_of(row["kind_id"]).title_in(language)}
        for row in rows
    ]


@router.get("/overview/places", response=list[PlaceCountOut])
@route(permission=SEE_BOARD)
def overview_by_place(request: HttpRequest, wanted: Query[PeriodQuery]) -> list[dict[str, Any]]:
    """Return what came, is open and late by the places one level below."""
    at = timezone.now()
    rows = counts_by_place(actor_of(request), wanted.place, at=at, **_period(wanted, at))
    names = place_names([row["part"] for row in rows]) if rows else {}
    return [row | {"place": row["part"], "place_name": names[row["part"]]} for row in rows]


@router.get("/overview/bad-ratings", response=list[BadRatingOut])
@route(permission=SEE_RATINGS)
def overview_bad_ratings(request: HttpRequest, wanted: Query[PeriodQuery]) -> list[dict[str, Any]]:
    """Return bad ratings, the newest first, each with the case that looks after it."""
    at = timezone.now()
    return [
        {
            "number": rating.case.number,
            "kind": rating.case.kind_id,
            "score": rating.score,
            "words": rating.words,
            "at": rating.at,
            "looked_after_by": [case.number for case in rating.case.followed_by.all()],
        }
        for rating in bad_ratings(actor_of(request), wanted.place, **_period(wanted, at))
    ]
