"""``doorstep migrate``."""

from __future__ import annotations

import click

from doorstep.project.commandline.database import ensure_database, migrate_database
from doorstep.project.commandline.terminal import progress, step


@click.command()
def migrate() -> None:
    """Bring the structure of the database up to date.

    Runs as the owner's role (DATABASE_OWNER_URL, or the embedded server's). Safe to run again.
    """
    ensure_database()
    with progress() as report:
        applied = migrate_database(report)
    step(f"{applied} migrations applied." if applied else "The database is up to date.")
