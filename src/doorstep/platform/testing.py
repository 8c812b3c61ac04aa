"""Tests run against a real PostgreSQL, as the application's role, with row-level security on.

Migrations run once, as the owner, into a template database named after a hash of every migration
file; each test process works in its own copy of it. A test that commits (``transactional_db``,
``live_server``) is followed by a fresh copy, because tables that refuse to be emptied are part of
what is tested. Used by the root ``conftest.py``, which takes the fixtures from here.

With DATABASE_URL the tests run on that server: DATABASE_OWNER_URL then has to be a superuser, or
``doorstep_owner`` with CREATEDB on a server where the roles exist.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import TransactionTestCase
from psycopg import sql
from psycopg.conninfo import make_conninfo

from doorstep.platform.db import embedded
from doorstep.platform.db.roles import ensure_roles, make_database

_TEMPLATE = "doorstep_tpl_"
_COPY = "doorstep_test_"
_KEPT_TEMPLATES = 3
# A test cluster may lose everything at a power cut; nothing in it is worth waiting for the disk.
_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "128MB",
    "autovacuum": "off",
    "logging_collector": "off",
    "file_copy_method": "clone",
}


@dataclass(frozen=True)
class _Server:
    admin: str  # connection string of who may make databases
    superuser: bool
    locks: Path
    embedded: bool = True

    def dsn(self, database: str) -> str:
        return make_conninfo(self.admin, dbname=database)


def _server() -> _Server:
    locks = Path(settings.VAR_DIR)
    locks.mkdir(parents=True, exist_ok=True)
    if embedded.is_embedded():
        address = embedded.ensure_server(locks.resolve() / "test-pg", extra=_FAST)
        for alias, role in (("default", embedded.APP_ROLE), ("owner", embedded.OWNER_ROLE)):
            connections.settings[alias].update(HOST=str(address.socket_dir), USER=role, PORT="5432")
        return _Server(address.dsn(), superuser=True, locks=locks)
    admin = os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
    with closing(psycopg.connect(admin)) as connection:
        superuser = connection.info.parameter_status("is_superuser") == "on"
    return _Server(admin, superuser=superuser, locks=locks, embedded=False)


def _migrations_hash() -> str:
    digest = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        for path in sorted(Path(config.path).glob("migrations/*.py")):
            digest.update(config.label.encode() + path.name.encode() + path.read_bytes())
    for source in (embedded.__file__, ensure_roles.__code__.co_filename):
        digest.update(Path(source).read_bytes())
    return digest.hexdigest()[:16]


def _use(database: str) -> None:
    """Point Django's connections at ``database``, without a pool (it would outlive the test)."""
    for alias in ("default", "owner"):
        connections[alias].close()
        connections.settings[alias]["NAME"] = database
        connections.settings[alias]["OPTIONS"].pop("pool", None)


def _drop(connection: psycopg.Connection[Any], database: str) -> None:
    name = sql.Identifier(database)
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


def _ensure_template(server: _Server) -> str:
    """Make the template unless it is there; one process at a time, the others wait for it."""
    template = _TEMPLATE + _migrations_hash()
    with (server.locks / "test-template.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with psycopg.connect(server.dsn("postgres"), autocommit=True) as admin:
            found = "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid"
            templates = [row[0] for row in admin.execute(found, [_TEMPLATE])]
            if template in templates:
                return template
            _sweep(admin, templates)
            building = f"{_TEMPLATE}building"
            _drop(admin, building)
            _build(server, admin, building)
            admin.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                    sql.Identifier(building), sql.Identifier(template)
                )
            )
    return template


def _build(server: _Server, admin: psycopg.Connection[Any], database: str) -> None:
    if server.superuser:
        ensure_roles(server.admin, database)
    else:
        make_database(admin, database)
    _use(database)
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    connections["owner"].close()
    connections["default"].close()


def _sweep(admin: psycopg.Connection[Any], templates: list[str]) -> None:
    """Drop old templates, and copies whose test process is gone."""
    for old in [t for t in templates if not t.endswith("building")][:-_KEPT_TEMPLATES]:
        _drop(admin, old)
    found = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
    for (copy,) in admin.execute(found, [_COPY]).fetchall():
        if not psutil.pid_exists(int(copy.removeprefix(_COPY))):
            _drop(admin, copy)


@dataclass
class DatabaseCopy:
    """The database of this test process; ``fresh()`` puts it back to what migrations made."""

    server: _Server
    template: str
    name: str

    def fresh(self) -> None:
        for alias in ("default", "owner"):
            connections[alias].close()
        with (
            (self.server.locks / "test-template.lock").open("a") as lock,
            psycopg.connect(self.server.dsn("postgres"), autocommit=True) as admin,
        ):
            # Shared: copies may be made side by side, but not while a template is being made.
            fcntl.flock(lock, fcntl.LOCK_SH)
            _drop(admin, self.name)
            make_database(admin, self.name, self.template)

    def drop(self) -> None:
        for alias in ("default", "owner"):
            connections[alias].close()
        with psycopg.connect(self.server.dsn("postgres"), autocommit=True) as admin:
            _drop(admin, self.name)


@pytest.fixture(scope="session")
def database_copy(django_test_environment: None, django_db_blocker: Any) -> Iterator[DatabaseCopy]:
    """Give this test process its own database, and take it away at the end."""
    with django_db_blocker.unblock():
        server = _server()
        template = _ensure_template(server)
        copy = DatabaseCopy(server, template, f"{_COPY}{os.getpid()}")
        copy.fresh()
        _use(copy.name)
    patched = pytest.MonkeyPatch()
    patched.setattr(TransactionTestCase, "_fixture_teardown", lambda case: copy.fresh())
    yield copy
    patched.undo()
    with django_db_blocker.unblock():
        copy.drop()
        if server.embedded:
            embedded.leave_server(server.locks.resolve() / "test-pg")


@pytest.fixture(scope="session")
def django_db_setup(database_copy: DatabaseCopy) -> None:
    """Take the place of pytest-django's own set-up."""


@pytest.fixture
def owner_db(transactional_db: None, database_copy: DatabaseCopy) -> Iterator[Any]:
    """Give a psycopg connection (autocommit) of the owner's role to this test's database."""
    parts = connections.settings["owner"]
    dsn = make_conninfo(
        host=parts["HOST"], port=parts["PORT"] or None, user=parts["USER"],
        password=parts["PASSWORD"] or None, dbname=database_copy.name,
    )  # fmt: skip
    with psycopg.connect(dsn, autocommit=True) as connection:
        yield connection


@pytest.fixture
def database_environment(database_copy: DatabaseCopy) -> dict[str, str]:
    """Return the variables that make a child process work in this test's database."""
    names = {"default": "DATABASE_URL", "owner": "DATABASE_OWNER_URL"}
    return {name: _url(connections.settings[alias]) for alias, name in names.items()}


def _url(parts: dict[str, Any]) -> str:
    return make_conninfo(
        host=parts["HOST"], port=parts["PORT"] or None, user=parts["USER"],
        password=parts["PASSWORD"] or None, dbname=parts["NAME"],
    )  # fmt: skip
