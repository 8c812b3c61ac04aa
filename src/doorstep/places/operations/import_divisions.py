"""Load a list of divisions: all 665,000 of the country, or one district."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Invalid
from doorstep.kernel.places import hi_of
from doorstep.places.events import DivisionsImported
from doorstep.places.models import DivisionChange, DivisionList
from doorstep.places.operations.compare_divisions import difference_of_staged
from doorstep.places.operations.stage_divisions import Progress, no_progress, staged
from doorstep.places.permissions import DIVISION_IMPORT
from doorstep.places.rules.divisions import DivisionDifference, DivisionRow, covered_by
from doorstep.platform import facts, trail

# A first load is one fact, the list; thousands of lines saying "added" would tell nothing more.
_LOGGED_ADDITIONS = 2_000
_IMPORT_LOCK = 0x706C_6163

_ORPHANS = """
SELECT s.code FROM places_staged s
WHERE s.parent_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM places_staged p WHERE p.code = s.parent_id)
  AND NOT EXISTS (SELECT FROM places_division p WHERE p.code = s.parent_id)
ORDER BY s.code LIMIT 1
"""
# Only lines that say something new are written, so a second load of the same list writes nothing.
_MERGE = """
INSERT INTO places_division AS d (code, parent_id, name, name_pinyin, initials, search_name, kind,
                                  status, since, list_version)
SELECT code, parent_id, name, name_pinyin, initials, search_name, kind, 'active', NULL, %s
FROM places_staged s
WHERE s.code >= %s AND s.code < %s
  AND NOT EXISTS (SELECT FROM places_division k WHERE k.code = s.code AND k.name = s.name)
ORDER BY code
ON CONFLICT (code) DO UPDATE SET
    name = EXCLUDED.name, name_pinyin = EXCLUDED.name_pinyin, initials = EXCLUDED.initials,
    search_name = EXCLUDED.search_name, kind = EXCLUDED.kind, list_version = EXCLUDED.list_version
WHERE d.status = 'active'
"""


class DivisionWithoutParent(Invalid):
    code = "division-without-parent"
    title = N_("Division {division} stands under none that is known.")
    mend = N_("Load the list of the level above too, in the same file.")


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What a load did. ``difference.gone`` is left alone: a person decides (``apply_…``)."""

    division_list: DivisionList
    written: int
    difference: DivisionDifference


def import_divisions(
    *,
    rows: Sequence[DivisionRow],
    version: str,
    source: str,
    by: Actor,
    at: datetime,
    progress: Progress = no_progress,
) -> ImportOutcome:
    """Load ``rows``: add what is new, rename what is renamed, leave what has gone as it is.

    Loading the same list again changes nothing. Divisions that were merged or dropped here are not
    brought back. ``progress(phase, done, total)`` is called some seventy times.

    Raises:
        Forbidden: ``by`` may not load lists over all that the list covers.
        DivisionRowUnfit, DivisionWithoutParent: nothing was changed.
    """
    for root in covered_by(row.code for row in rows):
        by.require(DIVISION_IMPORT, root)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_IMPORT_LOCK])
        with staged(rows, progress):
            _refuse_orphans(cursor)
            progress("compare", 0, len(rows))
            difference = difference_of_staged(cursor, rows, None)
            written = _merge(cursor, rows, version, progress)
        listed = _keep_list(version, source, len(rows), difference, by, at)
        _log_changes(listed, difference, by, at)
        _tell(listed, difference, written, by, at)
    progress("done", len(rows), len(rows))
    return ImportOutcome(listed, written, difference)


def _refuse_orphans(cursor: Any) -> None:
    cursor.execute(_ORPHANS)
    found = cursor.fetchone()
    if found:
        raise DivisionWithoutParent(division=found[0])


def _merge(cursor: Any, rows: Sequence[DivisionRow], version: str, progress: Progress) -> int:
    """Write province by province, so that a bar can move; foreign keys wait for the commit."""
    counts = Counter(row.code[:2] for row in rows)
    written = done = 0
    for province, count in sorted(counts.items()):
        cursor.execute(_MERGE, [version, province, hi_of(province)])
        written += cursor.rowcount
        done += count
        progress("merge", done, len(rows))
    return written


def _keep_list(
    version: str, source: str, rows: int, difference: DivisionDifference, by: Actor, at: datetime
) -> DivisionList:
    return DivisionList.objects.create(
        version=version,
        source=source,
        rows=rows,
        covered=list(difference.covered),
        loaded_at=at,
        loaded_by=by.name[:80],
    )


def _log_changes(
    listed: DivisionList, difference: DivisionDifference, by: Actor, at: datetime
) -> None:
    kept = {"batch": listed, "applied_at": at, "applied_by": by.name[:80]}
    changes = [
        DivisionChange(
            kind="rename",
            old_code=one.code,
            new_code=one.code,
            old_name=one.old_name,
            new_name=one.new_name,
            **kept,
        )
        for one in difference.renamed
    ]
    if difference.unchanged and len(difference.added) <= _LOGGED_ADDITIONS:
        changes += [
            DivisionChange(kind="add", new_code=row.code, new_name=row.name, made_new=True, **kept)
            for row in difference.added
        ]
    DivisionChange.objects.bulk_create(changes, batch_size=1_000)


def _tell(
    listed: DivisionList, difference: DivisionDifference, written: int, by: Actor, at: datetime
) -> None:
    place = difference.covered[0] if len(difference.covered) == 1 else ""
    trail.record(
        action="divisions.imported",
        by=by,
        at=at,
        subject=f"divisionlist:{listed.pk}",
        place=place,
        detail={"version": listed.version, "rows": listed.rows, "written": written},
    )
    fact = DivisionsImported(
        place=place,
        subject=f"divisionlist:{listed.pk}",
        version=listed.version,
        added=len(difference.added),
        renamed=len(difference.renamed),
    )
    facts.publish(fact, by=by, at=at)
