"""What the one box shows of places: dwellings by any usual writing, divisions by name."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from doorstep.kernel.actor import Actor
from doorstep.places.rules.addresses import parse_address
from doorstep.places.selectors.divisions import division_search
from doorstep.places.selectors.dwellings import dwelling_lookup
from doorstep.platform.modules import Hit

_SHORTEST_NAME = 2


def find(actor: Actor, q: str, limit: int) -> Iterator[Hit]:
    """Yield hits for the one box: homes at the address that was typed, then divisions."""
    probe = parse_address(q)
    for dwelling in dwelling_lookup(actor, probe, limit) if probe else []:
        yield Hit(
            kind="dwelling",
            title=dwelling.said,
            subtitle=dwelling.building.estate.name,
            url=reverse("place", args=[dwelling.pk]),
            icon="house",
            score=0.7 if probe and probe.is_whole else 0.45,
            key=dwelling.pk,
        )
    if probe is None and len(q) >= _SHORTEST_NAME:
        yield from _divisions(actor, q, limit)


def _divisions(actor: Actor, q: str, limit: int) -> Iterator[Hit]:
    within = actor.scope().prefixes
    for division in division_search(q, within=within, limit=limit) if within else []:
        yield Hit(
            kind="place",
            title=division.name,
            subtitle=division.code,
            url=reverse("place", args=[division.code]),
            icon="map-pin",
            score=0.4,
            key=division.code,
        )
