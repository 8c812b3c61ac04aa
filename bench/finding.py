"""T1: finding a person among millions as somebody types, under row-level security."""

from __future__ import annotations

import os
import statistics
from collections import Counter
from itertools import cycle
from typing import Final

from bench import ground, queries
from bench.measure import Result, Side, at_most, divide, interleave, p50, p95, spread
from bench.queries import CLASSES, TITLES, Query
from doorstep.kernel.actor import Actor
from doorstep.people.public import find_people
from doorstep.people.selectors.finding.find import find_rows
from doorstep.platform.scope import scoped

LIMIT: Final = 8  # what the one box asks for with each keystroke
SCOPES: Final = {
    "district": ground.DISTRICT, "subdistrict": ground.SUBDISTRICT, "worker": ground.COMMUNITY,
}  # fmt: skip
_NAMES: Final = {"worker": "community"}


def statement_of(actor: Actor, text: str) -> object:
    """Find as the selector does, but leave the rows as the database gives them."""
    return find_rows(actor, text, LIMIT)


def measure(database: str, people: int, *, rounds: int, samples: int) -> list[Result]:
    """Return the lines of T1. ``samples``: of each class in each round."""
    ground.use(database)
    with ground.superuser(database) as owner:
        asked = queries.draw(owner, people, samples)
    results = []
    for role in SCOPES:
        results += _at_scope(database, people, role, asked, rounds)
    return results


def _at_scope(
    database: str, people: int, role: str, asked: list[Query], rounds: int
) -> list[Result]:
    actor = ground.actor(role)
    scope = _NAMES.get(role, role)
    with ground.as_application(database, autocommit=True) as bare, scoped(actor.scope()):
        same = not differences(database, role, asked)
        typed = cycle(asked)
        times: dict[str, list[list[float]]] = {kind: [] for kind in CLASSES}
        order: list[str] = []

        def find() -> None:
            query = next(typed)
            order.append(query.kind)
            find_people(actor, query.text, LIMIT)

        finding = Side("find", find, ground.backend_of_django())
        again = cycle(asked)
        rows = Side(
            "rows", lambda: statement_of(actor, next(again).text), ground.backend_of_django()
        )
        floor = Side("select 1", lambda: bare.execute("SELECT 1").fetchall(), bare.info.backend_pid)
        interleave(finding, floor, rows, rounds=rounds, samples=len(asked))
        kinds = iter(order[1:])  # the first was to warm up
        for seconds in finding.rounds:
            for kind in CLASSES:
                times[kind].append([])
            for one in seconds:
                times[next(kinds)][-1].append(one)
    return _lines(people, scope, finding, rows, floor, times, same)


def _lines(
    people: int,
    scope: str,
    finding: Side,
    rows: Side,
    floor: Side,
    times: dict[str, list[list[float]]],
    same: bool,
) -> list[Result]:
    floors, overall = floor.each(p50), finding.each(p95)
    lines = [
        Result(
            "T1", f"finding among {people:,} people, {scope}: p95 over select 1",
            **spread(divide(overall, floors)), target=at_most(5), same=same,
            figures=finding.figures() | floor.figures(),
        )
    ]  # fmt: skip
    lines.append(
        Result(
            "T1-statement", f"… its statements alone, {scope}",
            **spread(divide(rows.each(p95), floors)), figures=rows.figures(),
        )
    )  # fmt: skip
    worst = max(times, key=lambda kind: statistics.median(map(p95, times[kind])))
    lines.append(
        Result(
            "T1-slowest", f"… slowest class ({worst}) over p95 of all, {scope}",
            **spread(divide(list(map(p95, times[worst])), overall)), target=at_most(2),
        )
    )  # fmt: skip
    for kind, seconds in times.items():
        lines.append(
            Result(
                f"T1-{kind}", f"… {TITLES[kind]}, {scope}",
                **spread(divide(list(map(p95, seconds)), floors)),
                figures={
                    "p50 ms": p50([t for r in seconds for t in r]) * 1e3,
                    "p95 ms": p95([t for r in seconds for t in r]) * 1e3,
                },
            )
        )  # fmt: skip
    return lines


def differences(database: str, role: str, asked: list[Query], each: int = 3) -> list[str]:
    """Return queries whose hits differ from a scan: with few matches exactly those, with many as
    many as the limit, and each of them a match."""
    actor, place = ground.actor(role), SCOPES[role]
    wrong, seen = [], Counter[str]()
    with ground.superuser(database) as owner:
        for query in asked:
            seen[query.kind] += 1
            if seen[query.kind] > each:
                continue
            hits = {hit.id for hit in find_people(actor, query.text, LIMIT)}
            wanted = queries.scan(owner, query, place)
            if not hits <= wanted or len(hits) != min(LIMIT, len(wanted)):
                wrong.append(f"{role} {query.kind} {query.text}: {len(hits)} of {len(wanted)}")
    if wrong and os.environ.get("BENCH_VERBOSE"):
        print("\n".join(wrong))
    return wrong
