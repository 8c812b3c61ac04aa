"""``doorstep trail``."""

from __future__ import annotations

import click
from django.conf import settings

from doorstep.kernel.scope import Scope
from doorstep.platform import trail as chain
from doorstep.platform.scope import scoped
from doorstep.project.commandline.database import ensure_database
from doorstep.project.commandline.terminal import console


@click.group()
def trail() -> None:
    """The trail: who did and saw what, append-only and hash-chained."""


@trail.command()
def verify() -> None:
    """Recompute the chain from its beginning; status 1 when anything was tampered with."""
    ensure_database(quiet=True)
    with scoped(Scope.everywhere("verify the trail")):
        verdict = chain.verify(chain.written_anchors(settings.TRAIL_ANCHOR_LOG))
    if not verdict.holds:
        console.print(f"[bold red]The trail is broken at link {verdict.broken_at}.[/bold red]")
        raise SystemExit(1)
    console.print(f"The trail holds: {verdict.links} links, {verdict.unsealed} not sealed yet.")
    console.print(f"Head: {verdict.head.hex()}")
