"""Compare a newer list of divisions with what is stored, before anything is changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from doorstep.kernel.places import hi_of
from doorstep.places.operations.stage_divisions import Progress, no_progress, staged
from doorstep.places.rules.divisions import (
    DivisionDifference,
    DivisionRow,
    Renamed,
    covered_by,
    proposal_for,
)
from doorstep.places.selectors.hanging import Tables, hanging_on

_ADDED = """
SELECT s.code, s.name FROM places_staged s LEFT JOIN places_division d USING (code)
WHERE d.code IS NULL ORDER BY s.code
"""
_RENAMED = """
SELECT d.code, d.name, s.name FROM places_staged s JOIN places_division d USING (code)
WHERE d.status = 'active' AND d.name <> s.name ORDER BY d.code
"""
_UNCHANGED = """
SELECT count(*) FROM places_staged s JOIN places_division d USING (code) WHERE d.name = s.name
"""
_GONE = """
SELECT d.code, d.name FROM unnest(%s::text[], %s::text[]) AS root (lo, hi)
JOIN places_division d ON d.code >= root.lo COLLATE "C" AND d.code < root.hi COLLATE "C"
LEFT JOIN places_staged s USING (code)
WHERE s.code IS NULL AND d.status = 'active' ORDER BY d.code
"""


def compare_divisions(
    *,
    rows: Sequence[DivisionRow],
    tables: Tables | None = None,
    progress: Progress = no_progress,
) -> DivisionDifference:
    """Say what a newer list adds, renames and no longer names; nothing is changed.

    Only the subtrees that the list covers are spoken of: a list of one district says nothing about
    the next. ``tables``: (table, column) pairs whose rows are counted on what has gone (default:
    those of all manifests).

    Raises:
        DivisionRowUnfit: a line that can't be right.
    """
    with staged(rows, progress), connection.cursor() as cursor:
        return difference_of_staged(cursor, rows, tables)


def difference_of_staged(
    cursor: Any, rows: Sequence[DivisionRow], tables: Tables | None
) -> DivisionDifference:
    """Compare ``places_staged`` (filled from ``rows``) with what is stored."""
    roots = covered_by(row.code for row in rows)
    added = tuple(DivisionRow(*row) for row in _all(cursor, _ADDED))
    renamed = tuple(Renamed(*row) for row in _all(cursor, _RENAMED))
    gone = _all(cursor, _GONE, [list(roots), [hi_of(root) for root in roots]])
    hanging = hanging_on([code for code, _name in gone], tables)
    (unchanged,) = _all(cursor, _UNCHANGED)[0]
    return DivisionDifference(
        covered=roots,
        unchanged=unchanged,
        added=added,
        renamed=renamed,
        gone=tuple(
            proposal_for(code=code, name=name, hanging=hanging.get(code, {}), added=added)
            for code, name in gone
        ),
    )


def _all(cursor: Any, sql: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    cursor.execute(sql, params)
    return cursor.fetchall()
