"""T2: finding against tantivy and pg_trgm, on the same people in the same run."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings

from bench import ground, queries, trgm_rival
from bench.finding import LIMIT, statement_of
from bench.measure import (
    Result,
    Side,
    at_least,
    at_most,
    divide,
    interleave,
    missing,
    p50,
    p95,
    spread,
)
from bench.queries import Query
from bench.tantivy_rival import Rival
from doorstep.people.public import find_people
from doorstep.platform.scope import scoped

_TANTIVY = "finding over tantivy in process, p95, {} people"
_TRGM = "pg_trgm over finding, 1 and 2 characters, p95, {} people"


def measure(database: str, people: int, *, rounds: int, samples: int) -> list[Result]:
    """Return the lines of T2."""
    ground.use(database)
    with ground.superuser(database) as owner:
        asked = queries.draw(owner, people, samples, seed=11)
        return [
            *_against_tantivy(owner, people, asked, rounds),
            *_against_trgm(owner, people, asked, rounds),
        ]


def _against_tantivy(
    owner: psycopg.Connection[Any], people: int, asked: list[Query], rounds: int
) -> list[Result]:
    rival = Rival(Path(settings.VAR_DIR) / f"tantivy-{ground.version()}-{people}")
    rival.open(owner)
    actor = ground.actor("district")
    ours, theirs, bare = cycle(asked), cycle(asked), cycle(asked)
    with scoped(actor.scope()):
        same = _same_as_tantivy(rival, asked)
        finding = Side(
            "find", lambda: find_people(actor, next(ours).text, LIMIT), ground.backend_of_django()
        )
        statement = Side(
            "statement", lambda: statement_of(actor, next(bare).text), ground.backend_of_django()
        )
        tantivy = Side("tantivy", lambda: rival.find(next(theirs), LIMIT))
        interleave(finding, tantivy, statement, rounds=rounds, samples=len(asked))
    figures = finding.figures() | tantivy.figures()
    what = _TANTIVY.format(f"{people:,}")
    return [
        Result(
            "T2", what, **spread(divide(finding.each(p95), tantivy.each(p95))),
            target=at_most(0.5), same=same, figures=figures,
        ),
        Result(
            "T2-statement", "… its statements alone",
            **spread(divide(statement.each(p95), tantivy.each(p95))),
            figures=statement.figures(),
        ),
    ]  # fmt: skip


def _same_as_tantivy(rival: Rival, asked: list[Query]) -> bool:
    """Say whether both find the same number of people, and the same ones when all are shown."""
    actor = ground.actor("district")
    for query in asked[:90]:
        ours = {hit.id for hit in find_people(actor, query.text, LIMIT)}
        theirs = {number for number, *_ in rival.find(query, LIMIT)}
        if len(ours) != len(theirs) or (len(ours) < LIMIT and ours != theirs):
            return False
    return True


def _against_trgm(
    owner: psycopg.Connection[Any], people: int, asked: list[Query], rounds: int
) -> list[Result]:
    what = _TRGM.format(f"{people:,}")
    if why := trgm_rival.why_not():
        return [missing("T2-trgm", what, why, at_least(100))]
    short = [query for query in asked if query.kind in ("one_character", "two_characters")]
    actor = ground.actor("district")
    with (
        trgm_rival.rival(Path(settings.VAR_DIR) / "trgm", owner) as other,
        scoped(actor.scope()),
    ):
        ours, theirs = cycle(short), cycle(short)

        def ask() -> list[Any]:
            return other.execute(trgm_rival.FIND, [next(theirs).text + "%", LIMIT]).fetchall()

        same = all(
            {hit.id for hit in find_people(actor, query.text, LIMIT)}
            == {number for number, *_ in other.execute(trgm_rival.FIND, [query.text + "%", LIMIT])}
            for query in short[:20]
        )
        finding = Side(
            "find", lambda: find_people(actor, next(ours).text, LIMIT), ground.backend_of_django()
        )
        trgm = Side("pg_trgm", ask, other.info.backend_pid)
        # A second each at full size: a hundred a round would take minutes and say nothing more.
        samples = len(short) if people <= 200_000 else min(30, len(short))
        interleave(finding, trgm, rounds=rounds, samples=samples)
    figures = finding.figures() | trgm.figures()
    note = f"{trgm.count} samples"
    return [
        Result(
            "T2-trgm", what, **spread(divide(trgm.each(p95), finding.each(p95))),
            target=at_least(100), same=same, figures=figures, note=note,
        ),
        Result(
            "T2-trgm-p50", "… p50", **spread(divide(trgm.each(p50), finding.each(p50))), note=note
        ),
    ]  # fmt: skip
