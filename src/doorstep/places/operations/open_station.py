"""Open a station, a centre or an extension point."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Invalid
from doorstep.places.events import StationChanged
from doorstep.places.models import Station
from doorstep.places.permissions import STATION_EDIT
from doorstep.places.selectors.divisions import access_division
from doorstep.platform import facts, trail

FIELDS = ("name", "address", "phone", "about", "how_to_get_there")
_LIMITS = {"name": 80, "address": 120, "phone": 30, "about": 500, "how_to_get_there": 200}


class StationUnfit(Invalid):
    code = "station-unfit"


def open_station(
    *,
    place: str,
    name: str,
    by: Actor,
    at: datetime,
    kind: str = Station.Kind.STATION,
    address: str = "",
    phone: str = "",
    about: str = "",
    how_to_get_there: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
    step_free: bool = False,
) -> Station:
    """Open a station at a division. Its code is the division's for the first, then -02, -03 …

    ``latitude``/``longitude``: degrees, WGS84.

    Raises:
        DivisionMissing, Forbidden, StationUnfit.
    """
    by.require(STATION_EDIT, place)
    with transaction.atomic():
        division = access_division(by, place, lock=True)
        station = Station(
            code=_next_code(division.code),
            place=division,
            kind=kind,
            name=name.strip(),
            address=address.strip(),
            phone=phone.strip(),
            about=about.strip(),
            how_to_get_there=how_to_get_there.strip(),
            latitude=latitude,
            longitude=longitude,
            step_free=step_free,
        )
        check_station(station)
        station.save(force_insert=True)
        tell_station("station.opened", station, by, at)
    return station


def _next_code(place: str) -> str:
    taken = set(Station.objects.filter(code__startswith=place).values_list("code", flat=True))
    if place not in taken:
        return place
    serial = 2
    while f"{place}-{serial:02d}" in taken:
        serial += 1
    return f"{place}-{serial:02d}"


def check_station(station: Station) -> None:
    """Refuse a station that can't be right, naming the fields."""
    wrong = {
        field: N_("Too long.")
        for field, limit in _LIMITS.items()
        if len(getattr(station, field)) > limit
    }
    if not station.name:
        wrong["name"] = N_("A name is needed.")
    if station.kind not in Station.Kind.values:
        wrong["kind"] = N_("Choose one of the list.")
    if not _on_earth(station.latitude, station.longitude):
        wrong["latitude"] = N_("Give both coordinates, in degrees, or none.")
    if wrong:
        raise StationUnfit(fields=wrong)


def _on_earth(latitude: float | None, longitude: float | None) -> bool:
    if latitude is None or longitude is None:
        return latitude is None and longitude is None
    return -90 <= latitude <= 90 and -180 <= longitude <= 180


def tell_station(action: str, station: Station, by: Actor, at: datetime) -> None:
    """Record in the trail and publish that a station changed."""
    subject = f"station:{station.code}"
    trail.record(action=action, by=by, at=at, subject=subject, place=station.place_id)
    fact = StationChanged(place=station.place_id, subject=subject, station=station.code)
    facts.publish(fact, by=by, at=at)
