"""``doorstep sync``."""

from __future__ import annotations

import click

from doorstep.project.commandline.database import ensure_database, sync_declarations
from doorstep.project.commandline.terminal import progress, step


@click.command()
def sync() -> None:
    """Write what the installed modules declare (case kinds, reply templates …) to the database.

    Run it after migrate. What people have changed by hand is kept. Safe to run again.
    """
    ensure_database()
    with progress() as report:
        count = sync_declarations(report)
    step(f"{count} modules synced.")
