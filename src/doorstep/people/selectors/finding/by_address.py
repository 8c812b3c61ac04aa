"""People at an address: places finds the dwellings, then people are taken by place."""

from __future__ import annotations

from typing import Any, Final

from doorstep.kernel.actor import Actor
from doorstep.people.models import Resident
from doorstep.people.rules.keystrokes import Typed, half_typed
from doorstep.people.selectors.finding.probes import AFTER_Z, LAST
from doorstep.places.public import dwelling_lookup

FIELDS: Final = (
    "id", "place", "name", "name_key", "name_pinyin", "gender", "birth_year", "birth_month",
    "status", "status_on",
)  # fmt: skip
# With a name beside it, an address may be a whole building or lane: look at that many dwellings.
DWELLINGS_WITH_NAME: Final = 1000


def rows_at_addresses(actor: Actor, meant: tuple[Typed, ...], limit: int) -> list[tuple[Any, ...]]:
    """Return who lives at the addresses among ``meant``, with the name beside them if any."""
    rows: list[tuple[Any, ...]] = []
    for typed in meant:
        if typed.address is None:
            continue
        dwellings = dwelling_lookup(
            actor, typed.address, DWELLINGS_WITH_NAME if typed.has_name else limit
        )
        if not dwellings:
            continue
        found = Resident.objects.filter(place__in=[dwelling.pk for dwelling in dwellings])
        for condition in _name_conditions(typed):
            found = found.filter(**condition)
        rows += found.order_by("place", "id").values_list(*FIELDS)[:limit]
    return [(*row, "address", True) for row in rows]


def _name_conditions(typed: Typed) -> list[dict[str, str]]:
    if typed.kind == "mixed":
        pinyin, initials = half_typed(typed.name, typed.latin)
        return [
            {"name_key__gte": typed.name, "name_key__lt": typed.name + LAST},
            {"name_initials__gte": initials, "name_initials__lt": initials + AFTER_Z},
        ]
    if typed.name:
        return [{"name_key__gte": typed.name, "name_key__lt": typed.name + LAST}]
    if typed.latin:
        column = "name_pinyin" if set(typed.latin) & set("aeiouv") else "name_initials"
        return [{f"{column}__gte": typed.latin, f"{column}__lt": typed.latin + AFTER_Z}]
    return []
