"""Sealing again with the newest key: every sealed column of every installed app, in batches.

A batch is a transaction of its own that looks only for what an older key sealed, so the work may be
killed at any time and begun again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections
from psycopg import sql

from doorstep.kernel.errors import N_, Conflict, NotFound
from doorstep.kernel.scope import Scope
from doorstep.platform.models import IdempotentAnswer
from doorstep.platform.scope import scoped
from doorstep.platform.sealed.boxes import ring, seal, unseal
from doorstep.platform.sealed.fields import SealedTextField
from doorstep.platform.sealed.keys import drop_key

Report = Callable[[str, int, int], None]
_WHY = "seal again with the newest key"


class KeyUnknown(NotFound):
    code = "sealing-key-unknown"
    title = N_("There is no key {number} in the ring.")
    mend = N_("The keys there are: {known}.")


class KeyInForce(Conflict):
    code = "sealing-key-in-force"
    title = N_("Key {number} is the one that seals now.")
    mend = N_("Add a newer one first: doorstep keys rotate")


class KeyNeeded(Conflict):
    code = "sealing-key-needed"
    title = N_("{count} values still need key {number}.")
    mend = N_("Seal them again first: doorstep keys reseal")


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """A column that holds sealed values. ``label`` is what its values are bound to."""

    table: str
    key: str
    column: str
    label: str

    def query(self, text: str) -> sql.Composed:
        """Return ``text`` with {table}, {key} and {column} filled in."""
        names = {"table": self.table, "key": self.key, "column": self.column}
        return sql.SQL(text).format(**{name: sql.Identifier(v) for name, v in names.items()})  # type: ignore[arg-type]


def sealed_columns() -> Iterator[SealedColumn]:
    """Yield every sealed column of the installed apps, and the kept answers of repeated writes."""
    for model in apps.get_models():
        table, key = model._meta.db_table, str(model._meta.pk.column)
        for field in model._meta.local_concrete_fields:
            if isinstance(field, SealedTextField):
                yield SealedColumn(table, key, str(field.column), field.label)
    answers = IdempotentAnswer._meta.db_table
    yield SealedColumn(answers, "key", "body", f"{answers}.body")


_OLD = "{column} IS NOT NULL AND {column} <> '' AND substring({column} FROM 1 FOR 2) <> %s"
_COUNT = "SELECT count(*) FROM {table} WHERE " + _OLD
_BATCH = (
    "SELECT {key}, {column} FROM {table} WHERE "
    + _OLD
    + " ORDER BY {key} LIMIT %s FOR UPDATE SKIP LOCKED"
)
_UPDATE = "UPDATE {table} SET {column} = %s WHERE {key} = %s"
_USES = "SELECT count(*) FROM {table} WHERE substring({column} FROM 1 FOR 2) = %s"


def reseal(report: Report, *, batch: int = 500, using: str = "default") -> int:
    """Seal again what an older key sealed; return how many values.

    ``report(column, done, total)`` is called after each batch. Rows that somebody is changing just
    now are passed over and taken in a later round.
    """
    newest = ring().current.to_bytes(2, "big")
    done = 0
    for column in sealed_columns():
        total = _count(column, _COUNT, newest, using)
        mine = 0
        while total and (some := _reseal_some(column, newest, batch, using)):
            mine += some
            report(column.label, mine, max(total, mine))
        done += mine
    return done


def _reseal_some(column: SealedColumn, newest: bytes, batch: int, using: str) -> int:
    with (
        scoped(Scope.everywhere(_WHY), using=using),
        connections[using].cursor() as cursor,
    ):
        cursor.execute(column.query(_BATCH), [newest, batch])
        rows: list[tuple[Any, bytes]] = cursor.fetchall()
        fresh = [(seal(unseal(bytes(box), column.label), column.label), key) for key, box in rows]
        if fresh:
            cursor.executemany(column.query(_UPDATE), fresh)
        return len(rows)


def _count(column: SealedColumn, query: str, key: bytes, using: str) -> int:
    with (
        scoped(Scope.everywhere(_WHY), using=using),
        connections[using].cursor() as cursor,
    ):
        cursor.execute(column.query(query), [key])
        found: int = cursor.fetchone()[0]
        return found


def values_with_key(number: int, *, using: str = "default") -> int:
    """Return how many values only the key ``number`` opens."""
    key = number.to_bytes(2, "big")
    return sum(_count(column, _USES, key, using) for column in sealed_columns())


def retire_key(number: int, *, using: str = "default") -> None:
    """Take an old key out of the ring for good.

    Raises:
        KeyUnknown, KeyInForce. KeyNeeded: values are still sealed with it.
    """
    known = ring().sealing
    if number not in known:
        raise KeyUnknown(number=number, known=", ".join(map(str, sorted(known))))
    if number == ring().current:
        raise KeyInForce(number=number)
    if count := values_with_key(number, using=using):
        raise KeyNeeded(number=number, count=count)
    drop_key(settings.SEALED_KEYS_FILE, number)
