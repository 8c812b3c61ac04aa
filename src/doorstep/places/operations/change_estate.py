"""Correct an estate's name or address; its dwellings are found by the new one at once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.places.models import Building, Dwelling, Estate
from doorstep.places.operations.create_estate import estate_parts
from doorstep.places.permissions import ESTATE_EDIT
from doorstep.places.rules.addresses import address_keys
from doorstep.places.selectors.buildings import access_estate
from doorstep.platform import trail


def change_estate(
    *,
    code: str,
    by: Actor,
    at: datetime,
    name: str | None = None,
    road: str | None = None,
    lane: str | None = None,
) -> Estate:
    """Change what is given; None leaves it.

    Raises:
        EstateMissing, Forbidden, EstateUnfit.
    """
    with transaction.atomic():
        estate = access_estate(by, code, to=ESTATE_EDIT)
        parts = estate_parts(
            name=estate.name if name is None else name,
            road=estate.road if road is None else road,
            lane=estate.lane if lane is None else lane,
        )
        before = {key: getattr(estate, key) for key in parts}
        Estate.objects.filter(pk=estate.pk).update(**parts)
        estate.refresh_from_db()
        if any(before[key] != parts[key] for key in ("road", "lane", "name")):
            _rewrite_addresses(estate)
        trail.record(
            action="estate.changed",
            by=by,
            at=at,
            subject=f"place:{code}",
            place=code,
            detail={"before": {key: before[key] for key in ("name", "road", "lane")}},
        )
    return estate


def _rewrite_addresses(estate: Estate) -> None:
    for building in Building.objects.filter(estate=estate):
        dwellings = list(Dwelling.objects.filter(building=building))
        for dwelling in dwellings:
            set_address(dwelling, building, estate)
        Dwelling.objects.bulk_update(dwellings, ["lane_key", "room_key", "said"], batch_size=500)


def set_address(dwelling: Dwelling, building: Building, estate: Estate) -> None:
    """Set a dwelling's keys and words from its building and estate (not saved)."""
    keys = address_keys(
        number=building.number,
        room=dwelling.number,
        lane=estate.lane,
        road=estate.road,
        estate=estate.name,
        unit=str(dwelling.unit) if building.units > 1 else "",
    )
    dwelling.lane_key, dwelling.room_key = keys.lane_key, keys.room_key
    dwelling.said = keys.said[:120]
