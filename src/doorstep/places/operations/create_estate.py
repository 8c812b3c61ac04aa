"""Enter an estate under a community."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Invalid
from doorstep.places.models import Estate
from doorstep.places.operations.codes import next_code
from doorstep.places.permissions import ESTATE_EDIT
from doorstep.places.rules.addresses import lane_part
from doorstep.places.rules.numerals import normalize_address
from doorstep.places.rules.pinyin import place_pinyin
from doorstep.places.selectors.divisions import access_community
from doorstep.platform import trail


class EstateUnfit(Invalid):
    code = "estate-unfit"


def create_estate(
    *,
    community: str,
    name: str,
    by: Actor,
    at: datetime,
    road: str = "",
    lane: str = "",
    kind: str = Estate.Kind.ESTATE,
    latitude: float | None = None,
    longitude: float | None = None,
) -> Estate:
    """Enter an estate; its code is the community's next free number.

    Raises:
        Forbidden, DivisionMissing: the community isn't there. EstateUnfit: no name, or a lane
        that can't be read.
    """
    by.require(ESTATE_EDIT, community)
    with transaction.atomic():
        parent = access_community(by, community)
        parts = estate_parts(name=name, road=road, lane=lane)
        estate = Estate.objects.create(
            code=next_code(Estate, parent.code, 3),
            community=parent,
            kind=kind,
            latitude=latitude,
            longitude=longitude,
            **parts,
        )
        trail.record(
            action="estate.created", by=by, at=at, subject=f"place:{estate.code}", place=estate.code
        )
    return estate


def estate_parts(*, name: str, road: str, lane: str) -> dict[str, str]:
    """Return the fields of an estate that follow from its name and address, checked."""
    name, road = name.strip(), road.strip()
    key = lane_part(lane.strip())
    wrong: dict[str, str] = {}
    if not name or len(name) > 80:
        wrong["name"] = N_("A name of 1 to 80 characters is needed.")
    if lane.strip() and not key:
        wrong["lane"] = N_("Write the lane by its number, such as 375.")
    if len(road) > 40:
        wrong["road"] = N_("At most 40 characters.")
    if wrong:
        raise EstateUnfit(fields=wrong)
    pinyin, initials = place_pinyin(name)
    return {
        "name": name,
        "name_pinyin": pinyin[:300],
        "initials": initials[:80],
        "search_name": normalize_address(name)[:80],
        "road": road,
        "lane": key,
    }
