"""The databases that are measured on: made once for a version of the schema, then kept.

All live in one embedded server under the bench's own folder. ``base`` has the schema, what modules
declare and the divisions; the others are copies of it, filled, and named after how much is in them.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connections
from psycopg import sql

from doorstep.kernel.actor import Actor
from doorstep.kernel.scope import Scope
from doorstep.people.public import Account, Grant, actor_of, issue_token
from doorstep.places.public import bundled_divisions, import_divisions
from doorstep.platform.db import embedded
from doorstep.platform.db.embedded import ServerAddress, data_dir_of
from doorstep.platform.db.roles import ensure_roles, make_database
from doorstep.platform.scope import scoped
from doorstep.project.commandline.database import migrate_database, sync_declarations

DISTRICT, SUBDISTRICT, COMMUNITY = "310115", "310115005", "310115005005"
FOUNDED = datetime(2026, 1, 5, 1, tzinfo=UTC)
TODAY = datetime(2026, 11, 20, 8, tzinfo=UTC)  # a Friday, 16:00 in Shanghai
_READY = "ready"
_SYSTEM = Actor.system("bench")


def server() -> ServerAddress:
    """Start or join the bench's server."""
    return embedded.ensure_server(data_dir_of(Path(settings.VAR_DIR)))


def superuser(database: str = "postgres") -> psycopg.Connection[Any]:
    """Connect past every policy, to make and fill databases."""
    address = server()
    return psycopg.connect(address.dsn(database=database), autocommit=True)


def as_application(database: str, **more: Any) -> psycopg.Connection[Any]:
    """Connect without Django, as the application's role."""
    address = server()
    return psycopg.connect(address.dsn(embedded.APP_ROLE, database), **more)


def use(database: str) -> None:
    """Point Django at ``database``."""
    for alias in ("default", "owner"):
        connections[alias].close()
        connections.settings[alias]["NAME"] = database


def backend_of_django() -> int:
    """Return the server process that Django's connection talks to."""
    connection = connections["default"]
    connection.ensure_connection()
    return int(connection.connection.info.backend_pid)


@lru_cache
def version() -> str:
    """Return a short hash of every migration and of how the bench fills its databases."""
    digest = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        for path in sorted(Path(config.path).glob("migrations/*.py")):
            digest.update(path.name.encode() + path.read_bytes())
    for name in ("crowd.py", "caseload.py"):
        digest.update(Path(__file__).with_name(name).read_bytes())
    return digest.hexdigest()[:8]


def base() -> str:
    """Return the database with schema, declarations and divisions; made at need."""
    name = f"bench_base_{version()}"
    if not _is_ready(name):
        forget_other_versions()
        ensure_roles(server().dsn(), name)
        use(name)
        migrate_database(_silent)
        sync_declarations(_silent)
        _mark(name)
    return name


def with_divisions() -> str:
    """Return ``base`` with the divisions that come with the project, and who works there."""
    return filled("divisions", _load_divisions)


def filled(
    what: str, fill: Callable[[str], None], *, of: Callable[[], str] = base, instead: bool = False
) -> str:
    """Return the database ``what``, a copy of ``of`` that ``fill`` has filled.

    ``instead``: rename ``of`` rather than copy it, for what is millions of rows.
    """
    name = f"bench_{what}_{version()}"
    if not _is_ready(name):
        (_rename if instead else copy)(of(), name)
        use(name)
        fill(name)
        _mark(name)
    return name


def scratch(of: str, name: str = "scratch") -> str:
    """Return a fresh copy of a database, for what changes it."""
    name = f"bench_{name}_{version()}"
    copy(of, name)
    return name


def copy(source: str, name: str) -> None:
    for alias in ("default", "owner"):
        connections[alias].close()
    with superuser() as admin:
        drop(admin, name)
        make_database(admin, name, source)


def _rename(source: str, name: str) -> None:
    for alias in ("default", "owner"):
        connections[alias].close()
    with superuser() as admin:
        drop(admin, name)
        admin.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(source), sql.Identifier(name)
            )
        )
        admin.execute(sql.SQL("COMMENT ON DATABASE {} IS NULL").format(sql.Identifier(name)))


def drop(admin: psycopg.Connection[Any], name: str) -> None:
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def forget_other_versions() -> None:
    """Drop databases of older schemas: at full size each takes gigabytes."""
    with superuser() as admin:
        found = "SELECT datname FROM pg_database WHERE starts_with(datname, 'bench_')"
        for (name,) in admin.execute(found).fetchall():
            if not name.endswith(version()):
                drop(admin, name)


def _is_ready(name: str) -> bool:
    with superuser() as admin:
        found = admin.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [name],
        ).fetchone()
    return bool(found) and found[0] == _READY


def _mark(name: str) -> None:
    with superuser() as admin:
        admin.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(
                sql.Identifier(name), sql.Literal(_READY)
            )
        )
        admin.execute("CHECKPOINT")
    for alias in ("default", "owner"):
        connections[alias].close()


def _silent(phase: str, done: int, total: int) -> None:
    """Take reports of progress that nobody looks at."""


def _load_divisions(_name: str) -> None:
    with scoped(Scope.everywhere("bench: divisions")):
        import_divisions(
            rows=bundled_divisions(), version="bench", source="bundled", by=_SYSTEM, at=FOUNDED
        )
        make_staff()


def make_staff() -> None:
    """Make a worker, a subdistrict's and a district's colleague."""
    held = {
        "worker": COMMUNITY, "subdistrict": SUBDISTRICT, "district": DISTRICT,
    }  # fmt: skip
    for role, place in held.items():
        account = Account.objects.create(login=f"bench-{role}", name="王芳", kind="staff")
        Grant.objects.create(account=account, role=role, place=place, since=FOUNDED, reason="bench")


def account(role: str) -> Account:
    """Return the colleague with this role."""
    return Account.objects.get(login=f"bench-{role}")


def actor(role: str) -> Actor:
    """Return who the colleague with this role acts as."""
    return actor_of(account(role), via="bench")


def bearer(role: str) -> str:
    """Return the text of a new API token of the colleague with this role."""
    with scoped(Scope.everywhere("bench: token")):
        _token, text = issue_token(
            account=account(role), label="bench", by=_SYSTEM, at=datetime.now(UTC)
        )
    return text


def environment(database: str) -> dict[str, str]:
    """Return the variables of a child process that works in ``database``."""
    address = server()
    urls = {
        "DATABASE_URL": address.dsn(embedded.APP_ROLE, database),
        "DATABASE_OWNER_URL": address.dsn(embedded.OWNER_ROLE, database),
    }
    return os.environ | urls
