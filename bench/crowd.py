"""People by the million: made inside PostgreSQL, many processes at once, indexes afterwards.

The demo makes a community a second; here a district of 5.7 million takes minutes. Names, their
readings and their frequencies are the demo's, drawn once into a pool; homes follow from numbers.
Everything follows from a row's number, so two runs are alike. Sealed values are one real value of
the right size; whole-number blind indexes are real for one person in a thousand, and of equal size
for the rest; blind tails are real for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any, Final

import psycopg

from bench import ground
from doorstep.demo.names import given_name, surname
from doorstep.people.public import name_key, read_name
from doorstep.platform.sealed import blind, tail
from doorstep.platform.sealed.boxes import seal

WORKERS: Final = 4
IN_COMMUNITY: Final = 4_244  # 5.7 million in 1,343 communities, as in Pudong
ESTATES: Final = 3
BUILDINGS: Final = 22  # of an estate
FLOORS, ROOMS = 6, 4
HOMES: Final = ESTATES * BUILDINGS * FLOORS * ROOMS  # of a community
KNOWN: Final = 1_000  # one person in so many can be found by whole phone and ID number
SETTLED: Final = date(2026, 1, 5)

_TABLES: Final = ("places_estate", "places_building", "places_dwelling", "people_resident")
# A number from 0 up that follows from the row and a salt.
_DRAW = "mod(hashint8extended({0}, {1}) & 9223372036854775807, {2})"

_HELPERS = """
CREATE TABLE bench_community (n int PRIMARY KEY, code text COLLATE "C" NOT NULL);
CREATE TABLE bench_name (n int PRIMARY KEY, name text, key text, pinyin text, initials text);
CREATE TABLE bench_tail (n int PRIMARY KEY, phone bytea, id_number bytea);
CREATE TABLE bench_whole (id bigint PRIMARY KEY, phone bytea, id_number bytea);
"""
_LANE = f"(20 + {_DRAW.format('c.n * 8 + e', 11, 1970)})"
_ESTATE = f"""
INSERT INTO places_estate (code, community_id, name, name_pinyin, initials, search_name, kind,
                           road, lane)
SELECT c.code || lpad(e::text, 3, '0'), c.code, '张杨路' || lane || '弄', 'zhangyanglu', 'zyl',
       '张杨路' || lane || '弄', 'estate', '张杨路', lane
FROM bench_community c, generate_series(1, {ESTATES}) e,
     LATERAL (SELECT ({_LANE})::text AS lane) l
WHERE c.n BETWEEN %(first)s AND %(last)s
"""
_BUILDING = f"""
INSERT INTO places_building (code, estate_id, kind, number, number_key, floors, units, has_lift,
                             built_year)
SELECT s.code || lpad(b::text, 3, '0'), s.code, 'block', b || '号', b::text,
       ARRAY(SELECT generate_series(1, {FLOORS})::text), 1, false, 1990
FROM places_estate s JOIN bench_community c ON c.code = s.community_id,
     generate_series(1, {BUILDINGS}) b
WHERE c.n BETWEEN %(first)s AND %(last)s
"""
_DWELLING = f"""
INSERT INTO places_dwelling (code, building_id, number, floor, storey, unit, position, use,
                             occupancy, lane_key, room_key, said)
SELECT b.code || lpad(f::text, 2, '0') || lpad(p::text, 2, '0'), b.code, room, f::text, f, 1, p,
       'home', 'own', s.lane || '-' || b.number_key || '-' || room,
       b.number_key || '-' || room, s.lane || '弄' || b.number_key || '号' || room
FROM bench_community c JOIN places_estate s ON s.community_id = c.code
     JOIN places_building b ON b.estate_id = s.code,
     generate_series(1, {FLOORS}) f, generate_series(1, {ROOMS}) p,
     LATERAL (SELECT f || lpad(p::text, 2, '0') AS room) r
WHERE c.n BETWEEN %(first)s AND %(last)s
"""
_RESIDENT = f"""
INSERT INTO people_resident (id, place, name, name_key, name_pinyin, name_initials, gender,
    birth_year, birth_month, relation_to_head, residence, status, registered_on, updated_at,
    version, phone, phone_whole, phone_tail, id_number, id_whole, id_tail, moved_to, language,
    needs_note)
SELECT g.id,
    c.code || lpad((home / {HOMES // ESTATES} + 1)::text, 3, '0')
           || lpad((home / {FLOORS * ROOMS} %% {BUILDINGS} + 1)::text, 3, '0')
           || lpad((home / {ROOMS} %% {FLOORS} + 1)::text, 2, '0')
           || lpad((home %% {ROOMS} + 1)::text, 2, '0'),
    n.name, n.key, n.pinyin, n.initials, CASE g.id %% 2 WHEN 0 THEN 'f' ELSE 'm' END,
    (1930 + {_DRAW.format("g.id", 3, 90)})::smallint,
    (1 + {_DRAW.format("g.id", 4, 12)})::smallint, 'other', 'registered', 'living_here',
    %(settled)s, %(settled)s, 1,
    %(phone)s, coalesce(w.phone, decode(md5('p' || g.id), 'hex')), tp.phone,
    %(id_number)s, coalesce(w.id_number, decode(md5('i' || g.id), 'hex')), ti.id_number,
    '', '', ''
FROM generate_series(%(first_id)s::bigint, %(last_id)s::bigint) AS g(id)
    CROSS JOIN LATERAL (SELECT (((g.id - 1) %% {IN_COMMUNITY}) * {HOMES} / {IN_COMMUNITY})::int
                        AS home) h
    JOIN bench_community c ON c.n = (g.id - 1) / {IN_COMMUNITY}
    JOIN bench_name n ON n.n = {_DRAW.format("g.id", 1, "%(names)s")}
    JOIN bench_tail tp ON tp.n = {_DRAW.format("g.id", 2, 10_000)}
    JOIN bench_tail ti ON ti.n = {_DRAW.format("g.id", 5, 10_000)}
    LEFT JOIN bench_whole w ON w.id = g.id
"""


@dataclass(frozen=True, slots=True)
class Known:
    """A person who can be found by the whole of both numbers."""

    id: int

    @property
    def phone(self) -> str:
        return f"138{self.id % 10**8:08d}"

    @property
    def id_number(self) -> str:
        return f"3101151950{self.id % 10**8:08d}"


def known_people(people: int) -> Iterator[Known]:
    return (Known(number) for number in range(KNOWN, people + 1, KNOWN))


def fill(database: str, people: int) -> None:
    """Fill a database that has divisions with ``people`` in Pudong and their homes."""
    communities = -(-people // IN_COMMUNITY)
    with ground.superuser(database) as owner:
        _helpers(owner, people, communities)
        with without_indexes(owner, _TABLES):
            for statement in (_ESTATE, _BUILDING, _DWELLING):
                _by_community(database, statement, communities)
            _by_person(database, people)
        owner.execute(
            "SELECT setval(pg_get_serial_sequence('people_resident', 'id'), %s)", [people]
        )
        for table in _TABLES:
            owner.execute(f"VACUUM (ANALYZE) {table}")


def _helpers(owner: psycopg.Connection[Any], people: int, communities: int) -> None:
    owner.execute(_HELPERS)
    found = owner.execute(
        "SELECT code FROM places_division WHERE code >= %s AND code < %s AND length(code) = 12 "
        "ORDER BY code <> %s, NOT starts_with(code, %s), code LIMIT %s",
        [ground.DISTRICT, ground.DISTRICT + ":", ground.COMMUNITY, ground.SUBDISTRICT, communities],
    ).fetchall()
    _copy(owner, "bench_community", enumerate(sorted(code for (code,) in found)))
    _copy(owner, "bench_name", _names(names_for(people)))
    _copy(
        owner, "bench_tail",
        ((n, tail("phone", f"{n:04d}"), tail("id_number", f"{n:04d}")) for n in range(10_000)),
    )  # fmt: skip
    _copy(
        owner, "bench_whole",
        ((k.id, blind("phone", k.phone), blind("id_number", k.id_number))
         for k in known_people(people)),
    )  # fmt: skip
    owner.execute("GRANT SELECT ON bench_name TO doorstep_owner")
    owner.execute("ANALYZE")


def names_for(people: int) -> int:
    """Return how many names the pool holds: every draw keeps its frequency."""
    return max(20_000, min(400_000, people // 10))


def _names(count: int) -> Iterator[tuple[Any, ...]]:
    rng = Random(5)
    known: dict[str, tuple[str, str, str]] = {}
    for number in range(count):
        name = surname(rng) + given_name(rng, rng.choice("mf"), rng.randint(1930, 2020))
        if name not in known:
            reading = read_name(name)
            known[name] = (name_key(name), reading.full, reading.initials)
        yield number, name, *known[name]


def _copy(owner: psycopg.Connection[Any], table: str, rows: Iterable[Iterable[Any]]) -> None:
    with owner.cursor().copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(tuple(row))


def _by_community(database: str, statement: str, communities: int) -> None:
    side_by_side(
        database, statement,
        [{"first": a, "last": b} for a, b in stretches(0, communities - 1)],
    )  # fmt: skip


def _by_person(database: str, people: int) -> None:
    constant = {
        "settled": SETTLED,
        "names": names_for(people),
        "phone": seal("13812341234", "people_resident.phone"),
        "id_number": seal("31011519480312122X", "people_resident.id_number"),
    }
    side_by_side(
        database, _RESIDENT,
        [{"first_id": a, "last_id": b, **constant} for a, b in stretches(1, people)],
    )  # fmt: skip


def stretches(first: int, last: int) -> list[tuple[int, int]]:
    step = -(-(last - first + 1) // WORKERS)
    return [(low, min(low + step - 1, last)) for low in range(first, last + 1, step)]


def side_by_side(database: str, statement: str, shares: list[dict[str, Any]]) -> None:
    def work(share: dict[str, Any]) -> None:
        with ground.superuser(database) as worker:
            quicken(worker)
            worker.execute(statement, share)

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(work, shares))


def quicken(worker: psycopg.Connection[Any]) -> None:
    """Set a session up for loading: no waiting for the disk, no keys followed (they fit)."""
    worker.execute("SET synchronous_commit = off")
    worker.execute("SET session_replication_role = replica")
    worker.execute("SET work_mem = '128MB'")


@contextmanager
def without_indexes(owner: psycopg.Connection[Any], tables: Iterable[str]) -> Iterator[None]:
    """Take the indexes of ``tables`` away, but for those of constraints, and make them again."""
    found = owner.execute(
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i "
        "WHERE i.indrelid = ANY(%s::regclass[]) "
        "AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)",
        [list(tables)],
    ).fetchall()
    for name, _definition in found:
        owner.execute(f"DROP INDEX {name}")
    yield
    database = owner.info.dbname

    def make(definition: str) -> None:
        with ground.superuser(database) as worker:
            worker.execute("SET maintenance_work_mem = '512MB'")
            worker.execute(definition)

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(make, [definition for _name, definition in found]))
