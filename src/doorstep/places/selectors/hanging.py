"""What hangs on a division: rows of every app that carry a place in it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from psycopg import sql

from doorstep.platform.modules import registry

Tables = Sequence[tuple[str, str]]

# (table, column, said column): places' own tables; they move by statements of their own.
OWN_TABLES: Tables = (
    ("places_estate", "code"),
    ("places_building", "code"),
    ("places_dwelling", "code"),
    ("places_station", "place_id"),
    ("places_block", "community_id"),
)

_COUNT = sql.SQL(
    "SELECT gone.code, count(*) FROM unnest(%s::text[]) AS gone (code) JOIN {table} t"
    ' ON t.{column} >= gone.code COLLATE "C" AND t.{column} < (gone.code || \':\') COLLATE "C"'
    " GROUP BY gone.code"
)


def movable_tables() -> Tables:
    """Return (table, column) of every app whose rows follow a division."""
    return registry().movable_tables()


def hanging_on(codes: Sequence[str], tables: Tables | None = None) -> dict[str, dict[str, int]]:
    """Count by table what hangs on each of ``codes`` and below; one statement a table."""
    counted: dict[str, dict[str, int]] = {}
    if not codes:
        return counted
    every = [*OWN_TABLES, *(movable_tables() if tables is None else tables)]
    with connection.cursor() as cursor:
        for table, column in every:
            statement = _COUNT.format(table=sql.Identifier(table), column=sql.Identifier(column))
            cursor.execute(statement, [list(codes)])  # type: ignore[arg-type]
            for code, count in cursor.fetchall():
                counted.setdefault(code, {})[table] = count
    return counted
