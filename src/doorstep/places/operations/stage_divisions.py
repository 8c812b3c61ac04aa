"""Stage a list of divisions in a table that only this transaction sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from doorstep.kernel.errors import N_, Invalid
from doorstep.kernel.places import parent_of
from doorstep.places.models.division import DIVISION_LEVELS
from doorstep.places.rules.divisions import DivisionRow, kind_of
from doorstep.places.rules.numerals import normalize_address
from doorstep.places.rules.pinyin import place_pinyin

Progress = Callable[[str, int, int], None]
"""``progress(phase, done, total)``; phase is ``stage``, ``compare``, ``merge`` or ``done``."""

_EVERY = 20_000
_STAGE = """
CREATE TEMPORARY TABLE places_staged (
    code text COLLATE "C" NOT NULL, parent_id text COLLATE "C", name text NOT NULL,
    name_pinyin text NOT NULL, initials text NOT NULL, search_name text NOT NULL, kind text NOT NULL
) ON COMMIT DROP
"""
_COPY = "COPY places_staged FROM STDIN"


class DivisionRowUnfit(Invalid):
    code = "division-row-unfit"
    title = N_("Line {line} of the list doesn't fit: {reason}")
    mend = N_("Correct the line and load the list again; nothing was changed.")


def no_progress(phase: str, done: int, total: int) -> None:
    """Tell nobody."""


@contextmanager
def staged(rows: Sequence[DivisionRow], progress: Progress = no_progress) -> Iterator[None]:
    """Hold ``rows`` in the temporary table ``places_staged`` for the length of the block.

    Raises:
        DivisionRowUnfit: a code of no division, a code twice, no name, a name over 80 characters.
    """
    check_rows(rows)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_STAGE)
        _fill(cursor, rows, progress)
        cursor.execute("CREATE UNIQUE INDEX ON places_staged (code)")
        cursor.execute("ANALYZE places_staged")
        yield
        cursor.execute("DROP TABLE places_staged")


def _fill(cursor: Any, rows: Sequence[DivisionRow], progress: Progress) -> None:
    with cursor.copy(_COPY) as copy:
        for done, row in enumerate(rows, start=1):
            pinyin, initials = place_pinyin(row.name)
            copy.write_row(
                (
                    row.code,
                    parent_of(row.code),
                    row.name,
                    pinyin[:300],
                    initials[:80],
                    normalize_address(row.name)[:80],
                    kind_of(row.code, row.name),
                )
            )
            if done % _EVERY == 0:
                progress("stage", done, len(rows))


def check_rows(rows: Sequence[DivisionRow]) -> None:
    """Refuse a list with a line that can't be right, naming the line (from 1, without the head)."""
    seen: set[str] = set()
    for line, row in enumerate(rows, start=1):
        reason = _what_is_wrong(row, seen)
        if reason:
            raise DivisionRowUnfit(line=line, reason=reason)
        seen.add(row.code)


def _what_is_wrong(row: DivisionRow, seen: set[str]) -> str:
    code = row.code
    if not (code.isascii() and code.isdigit() and len(code) in DIVISION_LEVELS):
        return f"code {code[:22]!r}"
    if code in seen:
        return f"{code} twice"
    if not row.name or len(row.name) > 80 or "\0" in row.name:
        return f"{code}: name"
    return ""
