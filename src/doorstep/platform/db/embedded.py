"""The embedded PostgreSQL: started by whoever comes first, joined by the others.

Every process that uses the server holds a shared lock on ``<data>.users`` (the kernel drops it
however the process ends), and whoever leaves last stops the server. Starting and stopping are
done under an exclusive lock on ``<data>.lock``: two at once become one that starts and one that
joins. Nobody but the account of the server and root gets in: the socket lies in a folder of mode
0700 and PostgreSQL compares the peer's account besides. There is no password to lose.
"""

from __future__ import annotations

import atexit
import fcntl
import hashlib
import os
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from doorstep.platform.db import cluster
from doorstep.platform.db.cluster import ServerTrouble

DATABASE = "doorstep"
OWNER_ROLE = "doorstep_owner"
APP_ROLE = "doorstep_app"
PORT = 5432
_PATIENCE = 30.0
_RECOVERY_PATIENCE = 600.0
_LONGEST_SOCKET = 90
_held: dict[Path, tuple[int, IO[str]]] = {}


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where the server listens; ``joined`` says that another process had started it."""

    data_dir: Path
    socket_dir: Path
    joined: bool

    def dsn(self, role: str = cluster.SUPERUSER, database: str = "postgres") -> str:
        """Return a connection string for libpq."""
        return make_conninfo(host=str(self.socket_dir), port=PORT, user=role, dbname=database)

    def describe(self) -> str:
        """Return one sentence for the person at the terminal."""
        if self.joined:
            return f"The embedded PostgreSQL is already running; joined it ({self.data_dir})."
        return f"The embedded PostgreSQL is running ({self.data_dir})."


def data_dir_of(var_dir: Path) -> Path:
    """Return the folder of the cluster inside the folder of variable data."""
    return Path(var_dir).resolve() / "pg"


def socket_dir_of(data_dir: Path) -> Path:
    """Return where the socket lies: in the data folder, or in /tmp when that path is too long."""
    if len(os.fsencode(data_dir / f".s.PGSQL.{PORT}")) < _LONGEST_SOCKET:
        return data_dir
    # Not tempfile.gettempdir(): the address must be the same whatever TMPDIR a process has.
    return Path("/tmp") / f"doorstep-{hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]}"


def database_urls(data_dir: Path) -> dict[str, str]:
    """Return ``{"DATABASE_URL": …, "DATABASE_OWNER_URL": …}`` of the cluster at ``data_dir``."""
    host = quote(str(socket_dir_of(data_dir)), safe="")
    url = "postgresql://{role}@{host}:{port}/{database}"
    roles = {"DATABASE_URL": APP_ROLE, "DATABASE_OWNER_URL": OWNER_ROLE}
    return {
        name: url.format(role=role, host=host, port=PORT, database=DATABASE)
        for name, role in roles.items()
    }


def django_databases(
    var_dir: Path, environ: Mapping[str, str] = os.environ
) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES: ``default`` (application's role) and ``owner`` (migrations).

    From DATABASE_URL and DATABASE_OWNER_URL when set, else the embedded server under ``var_dir``.
    Nothing is started or touched here.
    """
    urls = database_urls(data_dir_of(var_dir))
    if environ.get("DATABASE_URL"):
        app = environ["DATABASE_URL"]
        urls = {"DATABASE_URL": app, "DATABASE_OWNER_URL": environ.get("DATABASE_OWNER_URL", app)}
    return {
        "default": _django_settings(urls["DATABASE_URL"]),
        "owner": _django_settings(urls["DATABASE_OWNER_URL"]),
    }


def is_embedded(environ: Mapping[str, str] = os.environ) -> bool:
    """Say whether the embedded server is used (DATABASE_URL isn't set)."""
    return not environ.get("DATABASE_URL")


def _django_settings(url: str) -> dict[str, Any]:
    parts = conninfo_to_dict(url)
    known = {
        "NAME": parts.pop("dbname", DATABASE),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "") or ""),
    }
    # Kept open between requests: every setting of a request is local to its transaction.
    kept = {"CONN_MAX_AGE": 300, "CONN_HEALTH_CHECKS": True}
    engine = "django.db.backends.postgresql"
    return {"ENGINE": engine, **known, **kept, "OPTIONS": dict(parts)}


def ensure_server(data_dir: Path, *, extra: Mapping[str, str] | None = None) -> ServerAddress:
    """Start the server on ``data_dir`` or join the one that runs; return its address.

    The server stays until the last process that called this has ended. ``extra``: PostgreSQL
    settings besides the tuned ones (used by the tests). Raises ServerTrouble with plain words.
    """
    data_dir = Path(data_dir).resolve()
    data_dir.parent.mkdir(parents=True, exist_ok=True)
    with _locked(data_dir):
        _hold(data_dir)
        user = cluster.account_for(data_dir)
        socket_dir = socket_dir_of(data_dir)
        if data_dir.exists():
            _refuse_open_folder(data_dir, user)
        if _answers(socket_dir):
            _refuse_open_folder(socket_dir, user)
            return ServerAddress(data_dir, socket_dir, joined=True)
        _prepare(user, data_dir, socket_dir, dict(extra or {}))
        _start(user, data_dir, socket_dir)
        return ServerAddress(data_dir, socket_dir, joined=False)


def leave_server(data_dir: Path) -> None:
    """Say that this process needs the server no more; the last one to leave stops it."""
    data_dir = Path(data_dir).resolve()
    pid, users = _held.get(data_dir, (0, None))
    if users is None or pid != os.getpid():  # a forked child shares its parent's lock
        return
    with _locked(data_dir):
        del _held[data_dir]
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            users.close()
            return
        if cluster.postmaster_pid(data_dir) is not None:
            cluster.halt(cluster.account_for(data_dir), data_dir)
        users.close()


def usage_handle(data_dir: Path) -> int:
    """Return the descriptor to pass on to child processes, so that their use counts as well."""
    return _held[Path(data_dir).resolve()][1].fileno()


@contextmanager
def _locked(data_dir: Path) -> Iterator[None]:
    with _open_lock(data_dir.with_name(f"{data_dir.name}.lock")) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _open_lock(path: Path) -> IO[str]:
    try:
        # 0600: whoever may open the file could hold the lock and keep us waiting for ever.
        handle = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+")
        if os.geteuid() == 0:
            # Root must not lock out the person whose folder this is.
            os.chown(path, path.parent.stat().st_uid, path.parent.stat().st_gid)
    except PermissionError:
        raise ServerTrouble(
            reason=f"{path} belongs to somebody else: the server there was started by another "
            "account. Use that account, or give DOORSTEP_VAR a folder of your own."
        ) from None
    return handle


def _hold(data_dir: Path) -> None:
    if _held.get(data_dir, (0, None))[0] == os.getpid():
        return
    users = _open_lock(data_dir.with_name(f"{data_dir.name}.users"))
    fcntl.flock(users, fcntl.LOCK_SH)
    _held[data_dir] = (os.getpid(), users)
    atexit.register(leave_server, data_dir)


def _prepare(
    user: cluster.SystemUser, data_dir: Path, socket_dir: Path, extra: dict[str, str]
) -> None:
    cluster.open_the_way(user, data_dir)
    cluster.initialise(user, data_dir)
    if socket_dir != data_dir and not socket_dir.exists():
        socket_dir.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(socket_dir, user.uid, user.gid)
    _refuse_open_folder(data_dir, user)
    _refuse_open_folder(socket_dir, user)
    cluster.configure(user, data_dir, socket_dir, extra)


def _refuse_open_folder(folder: Path, user: cluster.SystemUser) -> None:
    found = folder.lstat()
    if found.st_uid not in (user.uid, os.geteuid()) or not stat.S_ISDIR(found.st_mode):
        raise ServerTrouble(
            reason=f"{folder} does not belong to {user.name}, so whoever owns it could reach the "
            "database. Use the account that made it, or remove it if nothing in it is needed."
        )
    if stat.S_IMODE(found.st_mode) & 0o077:
        raise ServerTrouble(
            reason=f"Others on this machine can enter {folder} and with it reach the database. "
            f"Close it first: chmod 700 {folder}"
        )


def _start(user: cluster.SystemUser, data_dir: Path, socket_dir: Path) -> None:
    begun = time.monotonic()
    complaint = ""
    while True:
        if not cluster.is_postgres(cluster.postmaster_pid(data_dir)):
            cluster.forget_the_dead(data_dir)
            complaint = cluster.launch(user, data_dir) or complaint
        if _answers(socket_dir):
            return
        alive = cluster.is_postgres(cluster.postmaster_pid(data_dir))
        # A living postmaster may be replaying the log of a crash, which takes as long as it takes.
        if time.monotonic() - begun > (_RECOVERY_PATIENCE if alive else _PATIENCE):
            raise ServerTrouble(
                reason=f"It did not answer in time. {complaint}\n{cluster.log_tail(data_dir)}"
            )
        time.sleep(0.05 if alive else 0.3)


def _answers(socket_dir: Path) -> bool:
    """Say whether the server really answers a query; a handle or a process id proves nothing."""
    if not (socket_dir / f".s.PGSQL.{PORT}").exists():
        return False
    dsn = make_conninfo(
        host=str(socket_dir),
        port=PORT,
        user=cluster.SUPERUSER,
        dbname="postgres",
        connect_timeout=5,
    )
    try:
        with psycopg.connect(dsn, autocommit=True) as connection:
            connection.execute("SELECT 1")
    except psycopg.OperationalError as error:
        if "peer authentication failed" in str(error).lower():
            raise ServerTrouble(
                reason="A server runs here for another account. Use that account, or give "
                "DOORSTEP_VAR a folder of your own."
            ) from error
        return False
    return True
