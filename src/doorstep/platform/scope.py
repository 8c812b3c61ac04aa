"""Scope on the connection: what row-level security compares with, for one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from doorstep.kernel.scope import Scope
from doorstep.platform.db.rls import RESIDENT

_SETTINGS = ("doorstep.lo", "doorstep.hi", "doorstep.prefixes", "doorstep.persons")
_SET = "SELECT " + ", ".join(f"set_config('{name}', %s, true)" for name in _SETTINGS)
_GET = "SELECT " + ", ".join(f"current_setting('{name}', true)" for name in _SETTINGS)


def _values(scope: Scope) -> list[str]:
    return [
        scope.lo,
        scope.hi,
        ",".join(scope.prefixes),
        ",".join(str(person) for person in scope.persons),
    ]


@contextmanager
def scoped(scope: Scope, *, using: str = "default") -> Iterator[None]:
    """Run one transaction under ``scope``; nested, the outer scope comes back at the end.

    Settings are transaction-local, so a pooled connection can't leak one request's scope into
    the next. A resident's scope also takes the residents' role, whose policies are narrower.
    """
    connection = connections[using]
    nested = connection.in_atomic_block
    with transaction.atomic(using=using):
        with connection.cursor() as cursor:
            before: tuple[str | None, ...] = ()
            role_before = ""
            if nested:
                cursor.execute(_GET + ", current_user")
                *values, role_before = cursor.fetchone()
                before = tuple(values)
            cursor.execute(_SET, _values(scope))
            _take_role(cursor, scope.resident)
        yield
        # After an error the savepoint is rolled back, and these settings with it.
        if nested and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(_SET, [value or "" for value in before])
                _take_role(cursor, role_before == RESIDENT)


def _take_role(cursor: CursorWrapper, resident: bool) -> None:
    cursor.execute(f"SET LOCAL ROLE {RESIDENT}" if resident else "SET LOCAL ROLE NONE")
