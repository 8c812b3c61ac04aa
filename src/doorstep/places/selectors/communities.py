"""What a community has: estates, buildings, dwellings, blocks and stations, counted."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from doorstep.kernel.actor import Actor
from doorstep.places.models import Block, Building, Division, Dwelling, Estate
from doorstep.places.selectors.divisions import access_division


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A division for its staff. ``estates`` and ``blocks`` carry ``building_count``."""

    division: Division
    children: list[Division]
    estates: list[Estate]
    blocks: list[Block]
    buildings: int
    dwellings: int


def place_page(actor: Actor, code: str) -> PlacePage:
    """Return a division with what hangs on it, within the scope of who asks.

    Raises:
        DivisionMissing: not there, or out of scope.
    """
    division = access_division(actor, code)
    children = Division.objects.active().filter(parent=division).order_by("code")
    estates = Estate.objects.none()
    blocks = Block.objects.none()
    if division.level == "community":
        estates = Estate.objects.filter(community=division)
        blocks = Block.objects.filter(community=division)
    return PlacePage(
        division=division,
        children=list(children),
        estates=list(estates.annotate(building_count=Count("buildings")).order_by("code")),
        blocks=list(blocks.annotate(building_count=Count("buildings")).order_by("code")),
        buildings=Building.objects.under(code).count(),
        dwellings=Dwelling.objects.under(code).count(),
    )


def estate_buildings(estate: Estate) -> list[Building]:
    """Return the buildings of an estate by number as people count (3 before 12)."""
    buildings = list(Building.objects.filter(estate=estate))
    return sorted(buildings, key=lambda one: (len(one.number_key), one.number_key))
