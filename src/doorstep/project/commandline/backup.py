"""``doorstep backup`` and ``doorstep restore``: the database as one file."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import click
from django.conf import settings
from django.db import connections

from doorstep.kernel.errors import Conflict, Unavailable
from doorstep.platform.db.cluster import binary
from doorstep.project.commandline.database import ensure_database
from doorstep.project.commandline.terminal import console, step


class BackupFailed(Unavailable):
    code = "backup-failed"
    title = "The backup tool of PostgreSQL stopped."
    mend = "{reason}"


class DatabaseNotEmpty(Conflict):
    code = "database-not-empty"
    title = "There is something in this database already."
    mend = (
        "Restore into an empty one: give DOORSTEP_VAR a new folder, or DATABASE_URL a new database."
    )


@click.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
def backup(path: Path | None) -> None:
    """Write the whole database to PATH (default: var/backups/<time>.dump).

    The keys of sealed fields are not in it: keep them apart, without them sealed values are lost.
    """
    ensure_database(quiet=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    path = path or Path(settings.VAR_DIR) / "backups" / f"{stamp}.dump"
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.touch(mode=0o600)
    with console.status("Writing the backup …"):
        _run("pg_dump", "--format", "custom", "--file", str(unfinished))
    unfinished.replace(path)
    step(f"Backup written: {path} ({path.stat().st_size / 1e6:.1f} MB)")
    console.print(f"  Keep the keys apart from it: {settings.SEALED_KEYS_FILE}")


@click.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def restore(path: Path) -> None:
    """Read the backup at PATH into an empty database (all of it or nothing)."""
    ensure_database(quiet=True)
    with connections["owner"].cursor() as cursor:
        if connections["owner"].introspection.table_names(cursor):
            raise DatabaseNotEmpty()
    with console.status("Restoring …"):
        # The schema "public" exists and belongs to the owner's role; making it again would fail.
        chosen = _contents(path)
        _run(
            "pg_restore", "--single-transaction", "--exit-on-error", "--use-list", str(chosen),
            "--dbname", str(connections["owner"].settings_dict["NAME"]), str(path),
        )  # fmt: skip
        chosen.unlink()
    step(f"Restored from {path}.")


def _contents(path: Path) -> Path:
    listing = subprocess.run(
        [binary("pg_restore"), "--list", path], capture_output=True, text=True, check=False
    )
    lines = [line for line in listing.stdout.splitlines() if " SCHEMA - public " not in line]
    chosen = Path(settings.VAR_DIR) / f"restore.{os.getpid()}.list"
    chosen.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return chosen


def _run(program: str, *arguments: str) -> None:
    parts = connections["owner"].settings_dict
    variables = {
        "PGHOST": parts["HOST"], "PGPORT": parts["PORT"], "PGUSER": parts["USER"],
        "PGPASSWORD": parts["PASSWORD"], "PGDATABASE": parts["NAME"],
    }  # fmt: skip
    environment = os.environ | {name: str(value) for name, value in variables.items() if value}
    done = subprocess.run(
        [str(binary(program)), *arguments], env=environment, capture_output=True, text=True
    )
    if done.returncode != 0:
        raise BackupFailed(reason=done.stderr.strip()[-600:])
