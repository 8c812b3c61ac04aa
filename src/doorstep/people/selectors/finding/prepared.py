"""Asking the same few statements with every key: prepared on the server, answered in binary.

Django's cursor writes the values into the text, so that the server parses and plans it anew every
time; under row-level security that took longer than the walks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connections
from psycopg import Cursor


def ask(statement: str, values: Sequence[str | int | bytes]) -> list[tuple[Any, ...]]:
    """Return the rows of a statement of this app, in the transaction and scope in force.

    Raises:
        django.db.Error: as any query through Django.
    """
    database = connections["default"]
    if database.queries_logged or database.execute_wrappers:  # somebody counts or watches
        with database.cursor() as watched:
            watched.execute(statement, values)
            return watched.fetchall()
    database.ensure_connection()
    database.validate_no_broken_transaction()
    raw = database.connection
    before, raw.prepare_threshold = raw.prepare_threshold, 0
    try:
        with database.wrap_database_errors, Cursor(raw) as cursor:
            cursor.execute(statement, values, prepare=True, binary=True)
            return cursor.fetchall()
    finally:
        raw.prepare_threshold = before
