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
from doorstep.people.selectors.finding.probes import Statement, build

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """One hit. ``why``: name, pinyin, initials, half, phone, phone_tail, id_number, id_tail or
    address. ``near``: in the asker's community. ``place`` is the code of the dwelling."""

    id: int
    place: str
    name: str
    gender: str
    age: int | None
    status: str
    why: str
    near: bool


def find_people(
    actor: Actor, q: str, limit: int = 20, *, near: str = "", today: date | None = None
) -> list[FoundPerson]:
    """Return up to ``limit`` people that ``q`` may mean, in the scope of ``actor``.

    ``near``: community of the desk, ranked first; by default that of the actor's own grant.
    """
    limit = max(1, min(limit, MOST))
    meant = read_keystrokes(q, lambda text: None)
    if not meant:
        return []
    bands = bands_of(actor.scope(), near or home_of(actor))
    rows = _rows(build(meant, bands, limit))
    return _ranked(rows, meant, limit, today or timezone.localdate())


def home_of(actor: Actor) -> str:
    """Return the community that the actor's narrowest grant lies in, or ""."""
    narrow = [place for place in actor.places if len(place) >= 12]
    return narrow[0][:12] if narrow else ""


def _rows(statement: Statement) -> list[tuple[Any, ...]]:
    if not statement.walks:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.values)
        return cursor.fetchall()


def _ranked(
    rows: Iterable[tuple[Any, ...]], meant: tuple[Typed, ...], limit: int, today: date
) -> list[FoundPerson]:
    best: dict[int, tuple[Any, ...]] = {}
    for row in rows:
        rank = _rank(row, meant)
        if row[0] not in best or rank < best[row[0]][0]:
            best[row[0]] = (rank, row)
    ordered = sorted(best.values(), key=lambda pair: pair[0])
    return [_person(row, today) for _rank_, row in ordered[:limit]]


def _rank(row: tuple[Any, ...], meant: tuple[Typed, ...]) -> tuple[Any, ...]:
    """The exact name first, then the nearest, then who lives here, then by reading."""
    exact = any(t.name == row[3] or (t.latin and t.latin == row[4]) for t in meant)
    here = row[8] == Resident.Status.HERE
    return (not exact, not row[11], not here, row[4], row[0])


def _person(row: tuple[Any, ...], today: date) -> FoundPerson:
    day = min(today, row[9]) if row[8] == Resident.Status.DIED and row[9] else today
    return FoundPerson(
        id=row[0],
        place=row[1],
        name=row[2],
        gender=row[5],
        age=age_at(row[6], row[7], day),
        status=row[8],
        why=row[10],
        near=row[11],
    )
