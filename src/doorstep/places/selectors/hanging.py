"""What hangs on a division: rows of every app that carry a place in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import connection
from django.utils.translation import gettext, ngettext, ngettext_lazy
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

# What people count by; the rest is said as one number, for nobody thinks in tables.
_WORDS = {
    "places_estate": ngettext_lazy("%d estate", "%d estates"),
    "places_building": ngettext_lazy("%d building", "%d buildings"),
    "places_dwelling": ngettext_lazy("%d dwelling", "%d dwellings"),
    "places_station": ngettext_lazy("%d station", "%d stations"),
    "places_block": ngettext_lazy("%d block", "%d blocks"),
    "people_household": ngettext_lazy("%d household", "%d households"),
    "people_resident": ngettext_lazy("%d resident", "%d residents"),
    "people_grant": ngettext_lazy("%d right of a colleague", "%d rights of colleagues"),
    "casework_case": ngettext_lazy("%d case", "%d cases"),
}

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
                here = counted.setdefault(code, {})
                # A table may name a place in two columns; a row is still one row.
                here[table] = max(count, here.get(table, 0))
    return counted


def hanging_words(counts: Mapping[str, int]) -> str:
    """Say what hangs on a division: 12 cases, 3 households and 40 other records."""
    said = [words % counts[table] for table, words in _WORDS.items() if counts.get(table)]
    others = sum(count for table, count in counts.items() if table not in _WORDS)
    if others:
        said.append(ngettext("%d other record", "%d other records", others) % others)
    return gettext(", ").join(said)
