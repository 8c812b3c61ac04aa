"""Correct a station's name, address, phone or coordinates, or close it for good."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.places.models import Station
from doorstep.places.operations.open_station import FIELDS, check_station, tell_station
from doorstep.places.permissions import STATION_EDIT
from doorstep.places.selectors.stations import access_station


def change_station(
    *,
    code: str,
    by: Actor,
    at: datetime,
    latitude: float | None = None,
    longitude: float | None = None,
    step_free: bool | None = None,
    closed_on: date | None = None,
    **texts: Any,
) -> Station:
    """Change what is given; None leaves it. ``texts``: name, address, phone, about,
    how_to_get_there.

    Raises:
        StationMissing, Forbidden, StationUnfit. TypeError: a text that a station hasn't.
    """
    unknown = set(texts) - set(FIELDS)
    if unknown:
        raise TypeError(f"a station has no {sorted(unknown)}")
    with transaction.atomic():
        station = access_station(by, code, to=STATION_EDIT, lock=True)
        given: dict[str, Any] = {
            "latitude": latitude,
            "longitude": longitude,
            "step_free": step_free,
            "closed_on": closed_on,
            **{key: value.strip() for key, value in texts.items() if value is not None},
        }
        for key, value in given.items():
            if value is not None:
                setattr(station, key, value)
        check_station(station)
        station.save()
        tell_station("station.changed", station, by, at)
    return station
