"""The database roles: one that owns, one that works, one narrower for residents.

``doorstep_owner`` owns the database and runs migrations. ``doorstep_app`` is what the site and the
workers connect as: it owns nothing and can't go around row-level security. ``doorstep_resident``
can't log in; the application takes it on (``SET LOCAL ROLE``) for a resident's request, so that
the narrower policies hold. It is granted WITH INHERIT FALSE: otherwise PostgreSQL would add the
residents' policies to those of the staff.
"""

from __future__ import annotations

import psycopg
from psycopg import sql

from doorstep.platform.db.embedded import APP_ROLE, OWNER_ROLE

RESIDENT_ROLE = "doorstep_resident"
_ATTRIBUTES = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
_DATABASE_LOCK = 0x6400_7274  # any number, the same for all: one process at a time makes roles

_ROLES = (
    (OWNER_ROLE, f"LOGIN INHERIT {_ATTRIBUTES}"),
    (APP_ROLE, f"LOGIN NOINHERIT {_ATTRIBUTES}"),
    (RESIDENT_ROLE, f"NOLOGIN NOINHERIT {_ATTRIBUTES}"),
)

_IN_DATABASE = """
ALTER SCHEMA public OWNER TO {owner};
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO {app}, {resident};
ALTER DEFAULT PRIVILEGES FOR ROLE {owner}
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}, {resident};
ALTER DEFAULT PRIVILEGES FOR ROLE {owner}
    GRANT USAGE, SELECT ON SEQUENCES TO {app}, {resident};
ALTER DEFAULT PRIVILEGES FOR ROLE {owner}
    GRANT EXECUTE ON FUNCTIONS TO {app}, {resident};
"""


def ensure_roles(superuser_dsn: str, database: str) -> None:
    """Make the three roles and ``database``, and set who owns and may use what. Idempotent.

    ``superuser_dsn``: libpq connection string of a superuser, to any database of the server.
    """
    with psycopg.connect(superuser_dsn, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_DATABASE_LOCK])
        _make_roles(connection)
        make_database(connection, database)
    with psycopg.connect(superuser_dsn, dbname=database) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [_DATABASE_LOCK])
        connection.execute(_named(_IN_DATABASE))


def make_database(
    connection: psycopg.Connection[tuple[object, ...]], database: str, template: str = ""
) -> None:
    """Make ``database``, owned by the owner's role and closed to everybody else, if it isn't there.

    ``template``: copy this database. ``connection``: in autocommit, of a superuser or of the owner
    with the right to make databases.
    """
    found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
    if found.fetchone() is None:
        copied = (
            sql.SQL("TEMPLATE {}").format(sql.Identifier(template)) if template else sql.SQL("")
        )
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} {}").format(
                sql.Identifier(database), sql.Identifier(OWNER_ROLE), copied
            )
        )
    name = sql.Identifier(database)
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    # TEMPORARY: imports stage their rows in tables that only their own session sees.
    connection.execute(
        sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(
            name, sql.Identifier(APP_ROLE)
        )
    )


def _make_roles(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    for role, attributes in _ROLES:
        found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
        verb = "ALTER" if found else "CREATE"
        connection.execute(sql.SQL(f"{verb} ROLE {{}} {attributes}").format(sql.Identifier(role)))
    connection.execute(
        _named("GRANT {resident} TO {app} WITH INHERIT FALSE, SET TRUE, ADMIN FALSE")
    )


def _named(text: str) -> sql.Composed:
    return sql.SQL(text).format(
        owner=sql.Identifier(OWNER_ROLE),
        app=sql.Identifier(APP_ROLE),
        resident=sql.Identifier(RESIDENT_ROLE),
    )
