"""Find people: what a worker gets while she types."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from doorstep.kernel.actor import Actor
from doorstep.people.models import Resident
from doorstep.people.rules.age import age_at
from doorstep.people.rules.keystrokes import Typed, read_keystrokes
from doorstep.people.selectors.finding.bands import bands_of
from doorstep.people.selectors.finding.by_address import rows_at_addresses
from doorstep.people.selectors.finding.probes import Statement, build
from doorstep.people.selectors.residents import name_for
from doorstep.people.selectors.where import said_of
from doorstep.places.public import parse_address

MOST: Final = 100
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """One hit. ``name``: as the actor may read it. ``address``: as people say it, of the dwelling
    ``place``. ``why``: name, pinyin, initials, phone, phone_tail, id_number, id_tail or
    address. ``near``: in the asker's own community. ``namesake``: another hit has this name."""

    id: int
    place: str
    name: str
    gender: str
    age: int | None
    status: str
    why: str
    near: bool
    address: str = ""
    namesake: bool = False


def find_people(
    actor: Actor, q: str, limit: int = 20, *, near: str = "", today: date | None = None
) -> list[FoundPerson]:
    """Return up to ``limit`` people that ``q`` may mean, in the scope of ``actor``.

    Read as a name, its reading (sunguihua, sungh, sgh), the tail or the whole of a phone or ID
    number, an address (12-302, 375弄3号502), or a name and an address ("wang 3号 502").
    ``near``: community of the desk, ranked first; by default that of the actor's own grant.
    """
    day = today or timezone.localdate()
    rows = find_rows(actor, q, limit, near=near)
    said = said_of(row[1] for row in rows)
    names = [row[2] for row in rows]
    return [_person(actor, row, day, said, names.count(row[2]) > 1) for row in rows]


def find_rows(actor: Actor, q: str, limit: int = 20, *, near: str = "") -> list[Row]:
    """Return the rows of :func:`find_people`, before names are masked and addresses said: one
    statement, two when an address was typed."""
    limit = max(1, min(limit, MOST))
    meant = read_keystrokes(q, parse_address)
    if not meant or not actor.scope().prefixes:
        return []
    bands = bands_of(actor.scope(), near or home_of(actor))
    rows = _answers(build(meant, bands, limit)) + rows_at_addresses(actor, meant, limit)
    return _ranked(rows, meant, limit)


def home_of(actor: Actor) -> str:
    """Return the community that the actor's narrowest grant lies in, or ""."""
    narrow = [place for place in actor.places if len(place) >= 12]
    return narrow[0][:12] if narrow else ""


def _answers(statement: Statement) -> list[Row]:
    if not statement.walks:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.values)
        return cursor.fetchall()


def _ranked(rows: Iterable[Row], meant: tuple[Typed, ...], limit: int) -> list[Row]:
    names = {t.name for t in meant if t.name}
    readings = {t.latin for t in meant if t.latin}
    best: dict[int, tuple[Row, Row]] = {}
    for row in rows:
        exact = row[3] in names or row[4] in readings
        here = row[8] == Resident.Status.HERE
        # The exact name first, then the nearest, then who lives here, then by reading.
        rank = (not exact, not row[11], not here, row[4], row[0])
        if row[0] not in best or rank < best[row[0]][0]:
            best[row[0]] = (rank, row)
    return [row for _rank, row in sorted(best.values(), key=lambda pair: pair[0])[:limit]]


def _person(
    actor: Actor, row: Row, today: date, said: dict[str, str], namesake: bool
) -> FoundPerson:
    died = row[8] == Resident.Status.DIED and row[9]
    return FoundPerson(
        id=row[0],
        place=row[1],
        name=name_for(actor, row[2], row[1]),
        gender=row[5],
        age=age_at(row[6], row[7], min(today, row[9]) if died else today),
        status=row[8],
        why=row[10],
        near=row[11],
        address=said.get(row[1], ""),
        namesake=namesake,
    )
