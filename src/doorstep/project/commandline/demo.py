"""``doorstep demo``: a living town on this machine."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.db import connections
from psycopg import sql
from rich.table import Table

from doorstep.demo.public import demo_accounts, load_town
from doorstep.kernel.errors import Conflict
from doorstep.project.commandline.database import (
    ensure_database,
    migrate_database,
    sync_declarations,
)
from doorstep.project.commandline.serve import run_site
from doorstep.project.commandline.terminal import Report, console, progress, step

TOWNS = {
    "shixin": "one community, for a quick start",
    "linfen": "a subdistrict of 83,000 people",
    "pudong": "5.7 million people, for benchmarks",
}
_MARK = "doorstep demo town: "


class TownHalfMade(Conflict):
    code = "town-half-made"
    title = "Another town was begun here and not finished: {town}."
    mend = "Finish it (make demo TOWN={name} SEED={seed}), or remove {folder} to begin anew."


class AnotherTownHere(Conflict):
    code = "another-town-here"
    title = "Here is a town already: {town}."
    mend = "Give the new one a folder of its own: make demo DOORSTEP_VAR=var/{other}"


@click.command()
@click.option(
    "--town",
    envvar="TOWN",
    type=click.Choice(list(TOWNS)),
    default="shixin",
    show_default=True,
    help="; ".join(f"{name}: {text}" for name, text in TOWNS.items()),
)
@click.option("--seed", envvar="SEED", default=1, show_default=True, help="Same seed, same town.")
@click.option(
    "--host", envvar="HOST", default="127.0.0.1", show_default=True, help="Address to listen on."
)
@click.option(
    "--port",
    envvar="PORT",
    default=8000,
    show_default=True,
    help="Port; live pages use the next one.",
)
@click.option("--no-serve", is_flag=True, help="Only make the town; don't serve it.")
def demo(town: str, seed: int, host: str, port: int, no_serve: bool) -> None:  # fmt: skip
    """Make a town by rule from a seed, with people, cases and accounts, and serve it.

    The town is made once; a second start takes seconds. Everything lies in var/.
    """
    ensure_database()
    with progress() as report:
        migrate_database(report)
        sync_declarations(report)
        made = _ensure_town(town, seed, report)
    step(f"The town {town} (seed {seed}) {'is made' if made else 'was there already'}.")
    base_url = f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}"
    accounts = demo_accounts()
    path = _write_card(base_url, town, seed, accounts)
    if not no_serve:
        run_site(
            host=host, port=port, workers=min(2, os.cpu_count() or 1),
            when_up=lambda: _announce(base_url, accounts, path),
        )  # fmt: skip


def _ensure_town(town: str, seed: int, report: Report) -> bool:
    """Load the town unless this database holds it; say whether it was loaded now.

    What is there is noted on the schema: ``begun`` before loading, ``there`` after it.
    """
    wanted = f"{town}:{seed}"
    state, _, found = _noted().partition(" ")
    if state == "there" and found == wanted:
        return False
    if found and found != wanted:
        error = AnotherTownHere if state == "there" else TownHalfMade
        name, _, number = found.partition(":")
        raise error(town=found, name=name, seed=number, other=town, folder=settings.VAR_DIR)
    _note(f"begun {wanted}")
    load_town(town, seed, report)
    _note(f"there {wanted}")
    return True


def _noted() -> str:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT obj_description('public'::regnamespace, 'pg_namespace')")
        (text,) = cursor.fetchone()
    return text.removeprefix(_MARK) if (text or "").startswith(_MARK) else ""


def _note(state: str) -> None:
    with connections["owner"].cursor() as cursor:
        comment = sql.SQL("COMMENT ON SCHEMA public IS {}").format(sql.Literal(_MARK + state))
        cursor.execute(comment.as_string(cursor.connection))


def _write_card(base_url: str, town: str, seed: int, accounts: Sequence[Mapping[str, Any]]) -> Path:
    path = Path(settings.VAR_DIR) / "demo.json"
    card = {"base_url": base_url, "town": town, "seed": seed, "accounts": list(accounts)}
    fresh = path.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(card, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    fresh.replace(path)
    return path


def _announce(base_url: str, accounts: Sequence[Mapping[str, Any]], path: Path) -> None:
    table = Table(title="Demo accounts  示范账号", title_justify="left", header_style="bold")
    columns = {
        "role": "Role",
        "name": "Name",
        "place": "Place",
        "login": "Sign in as",
        "password": "Password",
    }
    for title in columns.values():
        table.add_column(title, overflow="fold")
    for account in accounts:
        table.add_row(*(str(account.get(key) or "—") for key in columns))
    console.print()
    console.print(table)
    console.print("Six digits for staff:  .venv/bin/doorstep code chenmin")
    console.print("Residents' text messages stand on /signin/console-sms/")
    console.print(f"TOTP secrets and API tokens: {path}")
    console.print(f"\n[bold green]Doorstep is at {base_url}/[/bold green]   Ctrl-C stops it.\n")
