"""What people type into the one box, by class, drawn from who is there; and what must be found.

The expected answer of a query is written as a plain condition, answered by a scan; it knows nothing
of walks, bands or indexes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any, Final

import psycopg

from bench import crowd
from doorstep.people.rules.keystrokes import half_typed, surname_and_initials

CLASSES: Final = (
    "one_character", "two_characters", "full_name", "pinyin", "initials", "half_typed", "tail",
    "whole_number", "building_room",
)  # fmt: skip
TITLES: Final = {
    "one_character": "王",
    "two_characters": "王建",
    "full_name": "王建国",
    "pinyin": "wangji",
    "initials": "wjg",
    "half_typed": "王jg",
    "tail": "1234, of phone or ID number",
    "whole_number": "13812341234, 31011519…",
    "building_room": "12-302",
}
_LAST: Final = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, and the condition (SQL over residents ``r``) of who must be found."""

    kind: str
    text: str
    condition: str
    values: tuple[Any, ...]


def draw(owner: psycopg.Connection[Any], people: int, count: int, seed: int = 7) -> list[Query]:
    """Return ``count`` queries of each class, mixed."""
    rng = Random(seed)
    ids = [rng.randint(1, people) for _ in range(count)]
    rows = owner.execute(
        "SELECT name_key, name_pinyin, name_initials FROM people_resident WHERE id = ANY(%s)",
        [ids],
    ).fetchall()
    names = [rng.choice(rows) for _ in range(count)]
    made = [
        *(_by_name(kind, key[:length]) for kind, length in _HAN.items() for key, _, _ in names),
        *(_latin("pinyin", pinyin[: rng.randint(3, 8)]) for _, pinyin, _ in names),
        *(_latin("initials", initials) for _, _, initials in names),
        *(_half(key[0] + initials[1:]) for key, _, initials in names if len(initials) > 1),
        *(_tail(rng.randrange(10_000)) for _ in range(count)),
        *_wholes(people, count, rng),
        *(_room(rng) for _ in range(count)),
    ]
    rng.shuffle(made)
    return made


_HAN: Final = {"one_character": 1, "two_characters": 2, "full_name": None}


def _between(column: str, low: str) -> tuple[str, tuple[str, str]]:
    return f"(r.{column} >= %s AND r.{column} < %s)", (low, low + _LAST)


def _by_name(kind: str, key: str) -> Query:
    return Query(kind, key, *_between("name_key", key))


def _latin(kind: str, text: str) -> Query:
    """A reading or initials: one can't be told from the other, so both must be found."""
    parts = [_between("name_initials", text)]
    if len(text) > 1:
        parts.append(_between("name_pinyin", text))
    split = surname_and_initials(text)
    if split is not None:
        parts.append(_surname_and_rest(split[0], split[0][0] + split[1]))
    return Query(
        kind, text, "(" + " OR ".join(sql for sql, _ in parts) + ")",
        tuple(value for _, values in parts for value in values),
    )  # fmt: skip


def _surname_and_rest(pinyin: str, initials: str) -> tuple[str, tuple[Any, ...]]:
    (one, first), (two, second) = (
        _between("name_pinyin", pinyin),
        _between("name_initials", initials),
    )
    return f"({one} AND {two})", (*first, *second)


def _half(text: str) -> Query:
    pinyin, initials = half_typed(text[0], text[1:])
    condition, values = _surname_and_rest(pinyin, initials)
    return Query(
        "half_typed", text, f"{condition} AND starts_with(r.name_key, %s)", (*values, text[0])
    )


def _tail(digits: int) -> Query:
    condition = (
        "(r.phone_tail = (SELECT phone FROM bench_tail WHERE n = %s) "
        "OR r.id_tail = (SELECT id_number FROM bench_tail WHERE n = %s))"
    )
    return Query("tail", f"{digits:04d}", condition, (digits, digits))


def _wholes(people: int, count: int, rng: Random) -> Iterator[Query]:
    known = list(crowd.known_people(people))
    for number in range(count):
        person = rng.choice(known)
        text = person.phone if number % 2 else person.id_number
        yield Query("whole_number", text, "r.id = %s", (person.id,))


def _room(rng: Random) -> Query:
    building = rng.randint(1, crowd.BUILDINGS)
    room = f"{rng.randint(1, crowd.FLOORS)}{rng.randint(1, crowd.ROOMS):02d}"
    condition = "r.place IN (SELECT code FROM places_dwelling WHERE room_key = %s)"
    return Query("building_room", f"{building}-{room}", condition, (f"{building}-{room}",))


def scan(owner: psycopg.Connection[Any], query: Query, place: str) -> set[int]:
    """Return everybody at or below ``place`` whom ``query`` means, by looking at them all."""
    with owner.transaction():
        owner.execute("SET LOCAL enable_indexscan = off")
        owner.execute("SET LOCAL enable_bitmapscan = off")
        owner.execute("SET LOCAL enable_indexonlyscan = off")
        found = owner.execute(
            f"SELECT r.id FROM people_resident r WHERE {query.condition} "
            "AND r.place >= %s AND r.place < %s",
            [*query.values, place, place + ":"],
        )
        return {number for (number,) in found}
