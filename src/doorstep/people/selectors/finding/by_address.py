"""People at an address with more said: places finds the dwellings, then people are taken by place.

A plain address (12-302) doesn't come here, it is one walk of ``probes``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.db import connection
from django.db.models import Q

from doorstep.kernel.actor import Actor
from doorstep.people.models import Resident
from doorstep.people.rules.keystrokes import Typed, half_typed
from doorstep.people.selectors.finding.probes import AFTER_Z, EMPTY_HOMES, LAST, is_plain
from doorstep.places.public import dwelling_lookup

FIELDS: Final = (
    "id", "place", "name", "name_key", "name_pinyin", "gender", "birth_year", "birth_month",
    "status", "status_on",
)  # fmt: skip
_EVERYBODY: Final = (
    f"SELECT {', '.join(FIELDS)} FROM {Resident._meta.db_table} "
    "WHERE place = ANY(%s) ORDER BY place, id LIMIT %s"
)
# With a name beside it, an address may be a whole building or lane: look at that many dwellings.
DWELLINGS_WITH_NAME: Final = 1000


def rows_at_addresses(actor: Actor, meant: tuple[Typed, ...], limit: int) -> list[tuple[Any, ...]]:
    """Return who lives at the addresses among ``meant``, with the name beside them if any."""
    rows: list[tuple[Any, ...]] = []
    for typed in meant:
        if typed.address is None or is_plain(typed):
            continue
        most = DWELLINGS_WITH_NAME if typed.has_name else limit * EMPTY_HOMES
        dwellings = dwelling_lookup(actor, typed.address, most, codes_only=True)
        if not dwellings:
            continue
        codes = [dwelling.pk for dwelling in dwellings]
        rows += _named(codes, typed, limit) if typed.has_name else _everybody(codes, limit)
    return [(*row, "address", True, None) for row in rows]


def _named(codes: list[str], typed: Typed, limit: int) -> Iterable[tuple[Any, ...]]:
    found = Resident.objects.filter(place__in=codes).filter(_name_fits(typed))
    return found.order_by("place", "id").values_list(*FIELDS)[:limit]


def _everybody(codes: list[str], limit: int) -> list[tuple[Any, ...]]:
    """Ask without the query builder, which takes longer over so many codes than the answer."""
    with connection.cursor() as cursor:
        cursor.execute(_EVERYBODY, [codes, limit])
        return cursor.fetchall()


def _name_fits(typed: Typed) -> Q:
    if typed.kind == "mixed":
        _pinyin, initials = half_typed(typed.name, typed.latin)
        return _begins("name_key", typed.name, LAST) & _begins("name_initials", initials, AFTER_Z)
    if typed.name:
        return _begins("name_key", typed.name, LAST)
    if typed.latin:
        reading = _begins("name_pinyin", typed.latin, AFTER_Z)
        return reading | _begins("name_initials", typed.latin, AFTER_Z)
    return Q()


def _begins(column: str, low: str, last: str) -> Q:
    return Q(**{f"{column}__gte": low, f"{column}__lt": low + last})
