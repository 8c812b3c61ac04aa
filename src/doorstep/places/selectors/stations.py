"""Reading stations: which are open, until when, and which is near."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from math import asin, cos, inf, radians, sin, sqrt

from django.db.models import Prefetch

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, NotFound
from doorstep.kernel.places import LENGTHS
from doorstep.places.models import Station, StationHours
from doorstep.places.rules.hours import ZONE, HoursLine, Opening, Span, hours_lines, opening_at
from doorstep.places.selectors.holidays import calendar_of

EARTH_METRES = 6_371_009.0
# At 31° north a hundredth of a degree is some 1 km; nobody walks further than this box.
_BOX_DEGREES = (0.02, 0.06, 0.3)
_NEAR_AT_MOST = 500


class StationMissing(NotFound):
    code = "station-missing"
    title = N_("There is no such station.")
    mend = N_("Look it up in the list of stations.")


@dataclass(frozen=True, slots=True)
class StationSight:
    """A station as it is shown: its week, and what the door says now. ``metres``: how far."""

    station: Station
    opening: Opening
    week: tuple[HoursLine, ...]
    metres: float | None = None


def span_of(line: StationHours) -> Span:
    """Return a stored line of hours as the rules read it."""
    return Span(
        weekday=line.weekday,
        opens=line.opens,
        closes=line.closes,
        since=line.since,
        until=line.until,
        special=line.special,
        holidays=line.holidays,
    )


def _with_hours() -> Prefetch:
    lines = StationHours.objects.order_by("weekday", "opens")
    return Prefetch("hours", queryset=lines)


def access_station(actor: Actor, code: str, *, to: str = "", lock: bool = False) -> Station:
    """Return a station; stations are public, ``to`` is asked for a change.

    Raises:
        StationMissing: not there, or for a change out of scope. Forbidden.
    """
    stations = Station.objects.select_for_update(of=("self",)) if lock else Station.objects
    found = stations.select_related("place").filter(code=code[:20].replace("\0", "")).first()
    if found is None or (to and not actor.scope().covers(found.place_id)):
        raise StationMissing
    if to:
        actor.require(to, found.place_id)
    return found


def station_page(code: str, at: datetime) -> StationSight:
    """Return a station with its hours.

    Raises:
        StationMissing.
    """
    found = Station.objects.select_related("place").prefetch_related(_with_hours())
    station = found.filter(code=code[:20].replace("\0", "")).first()
    if station is None:
        raise StationMissing
    return next(iter(_sights([station], at)))


def station_list(
    place: str, at: datetime, *, after: str = "", limit: int = 100
) -> list[StationSight]:
    """Return the stations at and below ``place`` (all when ""), in order of their codes.

    ``after``: the code to go on from.
    """
    found = (
        Station.objects.under(place)
        .open_to_public()
        .select_related("place")
        .prefetch_related(_with_hours())
        .filter(code__gt=after)
        .order_by("code")[:limit]
    )
    return list(_sights(found, at))


def _sights(
    stations: Iterable[Station], at: datetime, metres: dict[str, float] | None = None
) -> Iterable[StationSight]:
    calendars = {}
    today = at.astimezone(ZONE).date()
    for station in stations:
        district = station.place_id[: LENGTHS["district"]]
        if district not in calendars:
            calendars[district] = calendar_of(district)
        spans = [span_of(line) for line in station.hours.all()]
        yield StationSight(
            station=station,
            opening=opening_at(spans, at, calendars[district]),
            week=tuple(hours_lines(spans, today)),
            metres=(metres or {}).get(station.code),
        )


def nearest_open_station(
    latitude: float, longitude: float, at: datetime, *, limit: int = 3
) -> list[StationSight]:
    """Return the nearest stations that are open at ``at``, nearest first; fewer when there are.

    Looks in a box around the point (degrees, WGS84), then in wider ones.
    """
    open_now: list[StationSight] = []
    for box in _BOX_DEGREES:
        near = list(
            Station.objects.open_to_public()
            .filter(
                latitude__range=(latitude - box, latitude + box),
                longitude__range=(longitude - box, longitude + box),
            )
            .select_related("place")
            .prefetch_related(_with_hours())[:2_000]
        )
        metres = {one.code: metres_between(latitude, longitude, one) for one in near}
        near.sort(key=lambda one: metres[one.code])
        open_now = [sight for sight in _sights(near, at, metres) if sight.opening.is_open]
        if len(open_now) >= limit:
            break
    return open_now[:limit]


def metres_between(latitude: float, longitude: float, station: Station) -> float:
    """Return the great-circle distance from a point to a station in metres."""
    if station.latitude is None or station.longitude is None:
        return float("inf")
    here, there = radians(latitude), radians(station.latitude)
    across = radians(station.longitude - longitude)
    half = sin((there - here) / 2) ** 2 + cos(here) * cos(there) * sin(across / 2) ** 2
    return 2 * EARTH_METRES * asin(sqrt(half))


def hours_of(station: Station) -> list[Span]:
    """Return all lines of a station's opening hours, by weekday and time."""
    return [span_of(line) for line in station.hours.order_by("weekday", "opens")]


def stations_near(home: str, at: datetime, *, limit: int = 60) -> list[StationSight]:
    """Return the stations of the district of ``home`` (a place code), its own community's first,
    then its subdistrict's, and within each by how far they are from the community's own."""
    community, subdistrict = home[: LENGTHS["community"]], home[: LENGTHS["subdistrict"]]
    stations = Station.objects.open_to_public().select_related("place")
    wider = stations.under(home[: LENGTHS["district"]]).prefetch_related(_with_hours())
    # The own subdistrict whole, and as many of the district as a page takes.
    found = {one.code: one for one in stations.under(subdistrict).prefetch_related(_with_hours())}
    found |= {one.code: one for one in wider.order_by("code")[:_NEAR_AT_MOST]}
    own = next((one for one in found.values() if one.place_id == community), None)
    metres = _metres_from(own, found.values())

    def nearness(one: Station) -> tuple[bool, bool, float, str]:
        far = metres.get(one.code, inf)
        return one.place_id != community, one.place_id[:9] != subdistrict, far, one.code

    return list(_sights(sorted(found.values(), key=nearness)[:limit], at, metres))


def _metres_from(own: Station | None, others: Iterable[Station]) -> dict[str, float]:
    if own is None or own.latitude is None or own.longitude is None:
        return {}
    known = (one for one in others if one.latitude is not None and one.code != own.code)
    return {one.code: metres_between(own.latitude, own.longitude, one) for one in known}


def coming_special_days(
    station: Station, today: date, *, ahead: int = 60
) -> list[tuple[date, date, time | None, time | None]]:
    """Return the special days of the next ``ahead`` days as (first, last, opens, closes)."""
    found = {
        (span.since, span.until, span.opens, span.closes)
        for span in map(span_of, station.hours.all())
        if span.special and span.since and span.until
        if span.until >= today and (span.since - today).days <= ahead
    }
    return sorted(found, key=lambda row: (row[0], row[1], str(row[2])))  # type: ignore[arg-type]
