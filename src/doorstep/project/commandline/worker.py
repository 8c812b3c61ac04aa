"""``doorstep worker``."""

from __future__ import annotations

import click
from procrastinate.contrib.django import app

from doorstep.project.commandline.database import ensure_database


@click.command()
@click.option("--concurrency", default=1, show_default=True, help="Jobs done side by side.")
@click.option("--queue", "queues", multiple=True, help="Only this queue (may be repeated).")
@click.option("--once", is_flag=True, help="Do what is waiting and end.")
def worker(concurrency: int, queues: tuple[str, ...], once: bool) -> None:
    """Do background work: clocks, facts to their listeners, recurring jobs.

    Run as many as you like, on as many machines as you like, against one database.
    """
    ensure_database(quiet=True)
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.replace_connector(connector) as working:
        working.run_worker(
            concurrency=concurrency, queues=list(queues) or None, wait=not once, name="doorstep"
        )
