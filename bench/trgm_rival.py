"""pg_trgm as a rival: Debian's PostgreSQL, started here in a folder of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psycopg

PROGRAMS: Final = Path("/usr/lib/postgresql")
_TABLE: Final = """
CREATE TABLE person (id bigint PRIMARY KEY, place text COLLATE "C", name_key text COLLATE "C",
                     name_pinyin text COLLATE "C", name_initials text COLLATE "C")
"""
_INDEX: Final = "CREATE INDEX person_{0} ON person USING gin ({0} gin_trgm_ops)"
FIND: Final = """
SELECT id, name_key, place FROM person WHERE name_key LIKE %s ORDER BY name_key, place LIMIT %s
"""


def programs() -> Path | None:
    """Return the folder of Debian's newest PostgreSQL with pg_trgm, or None."""
    found = sorted(PROGRAMS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    for path in reversed(found):
        share = Path("/usr/share/postgresql") / path.parts[-3] / "extension" / "pg_trgm.control"
        if share.exists():
            return path.parent
    return None


def why_not() -> str:
    """Say why this rival can't run here; "" when it can."""
    if programs() is None:
        return "Debian's PostgreSQL with pg_trgm is not installed (apt-get install postgresql)"
    if os.geteuid() == 0 and not _has_account("postgres"):
        return "there is no account postgres to run it"
    return ""


def _has_account(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


@contextmanager
def rival(folder: Path, source: psycopg.Connection[Any]) -> Iterator[psycopg.Connection[Any]]:
    """Start it, fill it with the people of ``source``, and give a connection."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if os.geteuid() == 0:
        os.chown(folder, pwd.getpwnam("postgres").pw_uid, pwd.getpwnam("postgres").pw_gid)
    folder.chmod(0o700)
    data = folder / "data"
    _run("initdb", "-D", str(data), "-U", "bench", "-A", "trust", "-E", "UTF8", "--no-sync")
    process = _serve(data, folder)
    try:
        with _connect(folder) as connection:
            _fill(connection, source)
            yield connection
    finally:
        process.terminate()
        process.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: str, *arguments: str) -> None:
    subprocess.run([str((programs() or PROGRAMS) / program), *arguments], check=True, **_as())


def _as() -> dict[str, Any]:
    more: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
    if os.geteuid() == 0:
        more |= {"user": "postgres", "group": "postgres", "extra_groups": []}
    return more


def _serve(data: Path, folder: Path) -> subprocess.Popen[bytes]:
    settings = {
        "listen_addresses": "", "unix_socket_directories": str(folder), "shared_buffers": "1GB",
        "work_mem": "64MB", "maintenance_work_mem": "1GB", "jit": "off", "fsync": "off",
        "random_page_cost": "1.1", "max_wal_size": "8GB", "synchronous_commit": "off",
    }  # fmt: skip
    command = [str((programs() or PROGRAMS) / "postgres"), "-D", str(data)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    return subprocess.Popen(command, **_as())


def _connect(folder: Path) -> psycopg.Connection[Any]:
    dsn = f"host={folder} user=bench dbname=postgres"
    deadline = time.monotonic() + 30
    while True:
        try:
            return psycopg.connect(dsn, autocommit=True)
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def _fill(connection: psycopg.Connection[Any], source: psycopg.Connection[Any]) -> None:
    connection.execute("CREATE EXTENSION pg_trgm")
    connection.execute(_TABLE)
    columns = "id, place, name_key, name_pinyin, name_initials"
    reading = source.cursor().copy(f"COPY (SELECT {columns} FROM people_resident) TO STDOUT")
    writing = connection.cursor().copy(f"COPY person ({columns}) FROM STDIN")
    with reading as out, writing as into:
        for block in out:
            into.write(block)
    for column in ("name_key", "name_pinyin"):
        connection.execute(_INDEX.format(column))
    connection.execute("VACUUM (ANALYZE) person")
