"""Places as people say them, for the pages about people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db import connection

from doorstep.places.public import Building, Division, Dwelling, Estate, place_names

_BY_LENGTH: Final = {12: Division, 15: Estate, 18: Building, 22: Dwelling}

_SAID: Final = f"SELECT code, said FROM {Dwelling._meta.db_table} WHERE code = ANY(%s)"


def is_known_place(code: str) -> bool:
    """Say whether a community or something below it has this code (in scope, for dwellings)."""
    kind = _BY_LENGTH.get(len(code))
    return kind is not None and kind.objects.filter(pk=code).exists()  # type: ignore[attr-defined]


def said_of(codes: Iterable[str]) -> dict[str, str]:
    """Return place code → 375弄3号502 for dwellings, the community's name for anything wider.

    One query when all are dwellings, two otherwise, however many there are.
    """
    wanted = set(codes)
    dwellings = {code for code in wanted if len(code) == 22}
    said = _said_of_dwellings(dwellings) if dwellings else {}
    wider = wanted - said.keys()
    return {**said, **(place_names(wider) if wider else {})}


def _said_of_dwellings(codes: set[str]) -> dict[str, str]:
    """Ask without the query builder: whoever types asks this with every key, and building the
    statement took longer than answering it."""
    with connection.cursor() as cursor:
        cursor.execute(_SAID, [list(codes)])
        return dict(cursor.fetchall())
