"""Stations as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from doorstep.places.http.schemas import (
    HoursLineIn,
    StationChange,
    StationIn,
    StationOut,
    StationPage,
    StationQuery,
)
from doorstep.places.operations.change_station import change_station
from doorstep.places.operations.open_station import open_station
from doorstep.places.operations.set_station_hours import MAX_LINES, set_station_hours
from doorstep.places.permissions import STATION_EDIT
from doorstep.places.rules.hours import Span, weekly_rule
from doorstep.places.selectors.stations import (
    StationSight,
    nearest_open_station,
    span_of,
    station_list,
    station_page,
)
from doorstep.platform.http.fields import Code
from doorstep.platform.http.paging import decode_cursor, encode_cursor
from doorstep.platform.http.router import route

router = Router(tags=["places"])


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def as_json(sight: StationSight) -> dict[str, Any]:
    """Return a station with what its door says now."""
    station = sight.station
    plain = (
        "code", "kind", "name", "address", "phone", "about", "how_to_get_there", "latitude",
        "longitude", "step_free", "closed_on",
    )  # fmt: skip
    return {
        **{name: getattr(station, name) for name in plain},
        "place": station.place_id,
        "place_name": station.place.name,
        "is_open": sight.opening.is_open,
        "open_until": _iso(sight.opening.until),
        "next_opening": _iso(sight.opening.next_at),
        "metres": None if sight.metres is None else round(sight.metres),
        "hours": [_line(span_of(line)) for line in station.hours.all()],
    }


def _line(span: Span) -> dict[str, Any]:
    return {
        "weekday": span.weekday,
        "opens": span.opens,
        "closes": span.closes,
        "since": span.since,
        "until": span.until,
        "special": span.special,
        "holidays": span.holidays,
        "rrule": weekly_rule(span),
    }


@router.get("/stations", response=StationPage)
@route(signed_in=True)
def list_stations(request: HttpRequest, filters: Query[StationQuery]) -> dict[str, Any]:
    """List stations at and below ``place``; with coordinates the nearest that are open now."""
    at = timezone.now()
    if filters.latitude is not None and filters.longitude is not None:
        near = nearest_open_station(filters.latitude, filters.longitude, at, limit=filters.limit)
        return {"items": [as_json(sight) for sight in near], "next": None}
    after = ""
    if filters.cursor:
        (given,) = decode_cursor(filters.cursor, str)
        after = str(given).replace("\0", "")
    found = station_list(filters.place or "", at, after=after, limit=filters.limit + 1)
    more = len(found) > filters.limit
    items = found[: filters.limit]
    following = encode_cursor([items[-1].station.code]) if more else None
    return {"items": [as_json(sight) for sight in items], "next": following}


@router.get("/stations/{code}", response=StationOut)
@route(signed_in=True)
def get_station(request: HttpRequest, code: Code) -> dict[str, Any]:
    """Return one station."""
    return as_json(station_page(code, timezone.now()))


@router.post("/stations", response={201: StationOut})
@route(permission=STATION_EDIT)
def post_station(request: HttpRequest, body: StationIn) -> Status[dict[str, Any]]:
    """Open a station."""
    at = timezone.now()
    station = open_station(by=request.actor, at=at, **body.dict())  # type: ignore[attr-defined]
    return Status(201, as_json(station_page(station.code, at)))


@router.patch("/stations/{code}", response=StationOut)
@route(permission=STATION_EDIT)
def patch_station(request: HttpRequest, code: Code, body: StationChange) -> dict[str, Any]:
    """Correct a station; what isn't given stays."""
    at = timezone.now()
    given = body.dict(exclude_none=True)
    change_station(code=code, by=request.actor, at=at, **given)  # type: ignore[attr-defined]
    return as_json(station_page(code, at))


@router.put("/stations/{code}/hours", response=StationOut)
@route(permission=STATION_EDIT)
def put_hours(request: HttpRequest, code: Code, body: list[HoursLineIn]) -> dict[str, Any]:
    """Replace the opening hours."""
    at = timezone.now()
    spans = [Span(**line.dict()) for line in body[: MAX_LINES + 1]]
    set_station_hours(code=code, spans=spans, by=request.actor, at=at)  # type: ignore[attr-defined]
    return as_json(station_page(code, at))
