"""Move what hangs on one division to another, in every table that carries a place, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, transaction
from psycopg import sql

from doorstep.kernel.places import hi_of
from doorstep.kernel.scope import Scope
from doorstep.places.models import DivisionChange, PlaceMove, PlaceMoveRow
from doorstep.places.selectors.hanging import Tables
from doorstep.platform.scope import scoped

_INTERNAL_EXACT: Tables = (("places_station", "place_id"), ("places_block", "community_id"))

# Check constraints hold at every statement, so a code and its parent's change together; foreign
# keys between these tables are deferred to the end of the transaction.
_OWN_MOVES = (
    "UPDATE places_estate SET code = %(new)s || substr(code, %(from)s),"
    " community_id = left(%(new)s, 12) WHERE {range}",
    "UPDATE places_building SET code = %(new)s || substr(code, %(from)s),"
    " estate_id = %(new)s || substr(estate_id, %(from)s) WHERE {range}",
    "UPDATE places_dwelling SET code = %(new)s || substr(code, %(from)s),"
    " building_id = %(new)s || substr(building_id, %(from)s) WHERE {range}",
    "UPDATE places_blockbuilding SET building_id = %(new)s || substr(building_id, %(from)s)"
    " WHERE building_id >= %(old)s AND building_id < %(hi)s",
)
_OWN_RANGE = "code >= %(old)s AND code < %(hi)s"
_MOVE = sql.SQL(
    "UPDATE {table} SET {column} = %(new)s || substr({column}, %(from)s)"
    " WHERE {column} >= %(old)s AND {column} < %(hi)s"
)
_MOVE_EXACT = sql.SQL(
    "UPDATE {table} SET {column} = %(new)s WHERE {column} = %(old)s{keys} RETURNING {key}::text"
)
_PRIMARY_KEY = """
SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid
AND a.attnum = i.indkey[0] WHERE i.indrelid = %s::regclass AND i.indisprimary
"""


@dataclass(frozen=True, slots=True)
class PrefixMove:
    """Every place at or below ``old`` goes to the same digits below ``new``."""

    old: str
    new: str


def move_place(
    *,
    change: DivisionChange,
    subtrees: Sequence[PrefixMove],
    whole: bool,
    tables: Tables,
) -> dict[str, int]:
    """Move ``subtrees`` (estates), and when ``whole`` also the rows at the old division itself.

    ``tables``: (table, column) of every app's rows that follow. What moved is stored beside
    ``change``, so that :func:`move_place_back` brings exactly that back. Runs over every place,
    because the rows of both communities change whoever asks. Returns rows moved by table.
    """
    moved: dict[str, int] = {}
    with scoped(Scope.everywhere(f"division change {change.pk}")), transaction.atomic():
        for move in subtrees:
            _add(moved, _move_subtree(move, tables))
        PlaceMove.objects.bulk_create(
            PlaceMove(change=change, old_prefix=move.old, new_prefix=move.new) for move in subtrees
        )
        if whole:
            for table, column in [*_INTERNAL_EXACT, *tables]:
                _add(moved, {table: _move_exact(change, table, column)})
    return moved


def move_place_back(*, change: DivisionChange, tables: Tables) -> dict[str, int]:
    """Bring back what :func:`move_place` moved for ``change``, with all that was added to it."""
    moved: dict[str, int] = {}
    with scoped(Scope.everywhere(f"undo division change {change.pk}")), transaction.atomic():
        for stored in change.moves.all():
            back = PrefixMove(old=stored.new_prefix, new=stored.old_prefix)
            _add(moved, _move_subtree(back, tables))
        for kept in change.rows.all():
            keys = _set_exact(kept.table, kept.column, kept.new_place, kept.old_place, kept.keys)
            _add(moved, {kept.table: len(keys)})
    return moved


def _move_subtree(move: PrefixMove, tables: Tables) -> dict[str, int]:
    params: dict[str, str | int] = {
        "old": move.old,
        "new": move.new,
        "hi": hi_of(move.old),
        "from": len(move.old) + 1,
    }
    moved: dict[str, int] = {}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for statement in _OWN_MOVES:
            cursor.execute(statement.replace("{range}", _OWN_RANGE), params)
            _add(moved, {statement.split()[1]: cursor.rowcount})
        for table, column in tables:
            named = _MOVE.format(table=sql.Identifier(table), column=sql.Identifier(column))
            cursor.execute(named, params)  # type: ignore[arg-type]
            _add(moved, {table: cursor.rowcount})
    return moved


def _move_exact(change: DivisionChange, table: str, column: str) -> int:
    keys = _set_exact(table, column, change.old_code, change.new_code, None)
    if keys:
        PlaceMoveRow.objects.create(
            change=change,
            table=table,
            column=column,
            old_place=change.old_code,
            new_place=change.new_code,
            keys=keys,
        )
    return len(keys)


def _set_exact(
    table: str, column: str, old: str, new: str, keys: Iterable[str] | None
) -> list[str]:
    """Set ``column`` from ``old`` to ``new`` and return the keys of the rows that changed.

    A row whose twin is there already (the same grant at both places) stays where it is.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PRIMARY_KEY, [table])
        key = sql.Identifier(cursor.fetchone()[0])
        statement = _MOVE_EXACT.format(
            table=sql.Identifier(table),
            column=sql.Identifier(column),
            key=key,
            keys=sql.SQL("")
            if keys is None
            else sql.SQL(" AND {key}::text = ANY(%(keys)s)").format(key=key),
        )
        params = {"old": old, "new": new, "keys": None if keys is None else list(keys)}
        try:
            with transaction.atomic():
                return _returned(cursor, statement, params)
        except IntegrityError:
            return _set_one_by_one(cursor, table, column, key, params)


def _set_one_by_one(
    cursor: Any, table: str, column: str, key: sql.Identifier, params: dict[str, Any]
) -> list[str]:
    find = sql.SQL("SELECT {key}::text FROM {table} WHERE {column} = %(old)s")
    named = {"table": sql.Identifier(table), "column": sql.Identifier(column), "key": key}
    cursor.execute(find.format(**named), params)
    wanted = [row[0] for row in cursor.fetchall()]
    one = _MOVE_EXACT.format(keys=sql.SQL(" AND {key}::text = %(one)s").format(key=key), **named)
    done: list[str] = []
    for found in wanted if params["keys"] is None else params["keys"]:
        try:
            with transaction.atomic():
                done += _returned(cursor, one, {**params, "one": found})
        except IntegrityError:
            continue
    return done


def _returned(cursor: Any, statement: sql.Composed, params: dict[str, Any]) -> list[str]:
    cursor.execute(statement, params)
    return [row[0] for row in cursor.fetchall()]


def _add(moved: dict[str, int], more: dict[str, int]) -> None:
    for table, count in more.items():
        if count:
            moved[table] = moved.get(table, 0) + count
