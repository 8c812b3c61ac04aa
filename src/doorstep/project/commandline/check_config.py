"""``doorstep check-config``."""

from __future__ import annotations

import click
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from doorstep.platform.modules.registry import registry
from doorstep.project.commandline.database import ensure_database
from doorstep.project.commandline.terminal import console


@click.command("check-config")
@click.option("--deploy", is_flag=True, help="Also what a public installation needs.")
def check_config(deploy: bool) -> None:
    """Say what is wrong with the settings, and how to mend it. Status 1 when anything is."""
    ensure_database()
    holds = _checks_of_django(deploy)
    for manifest in registry().manifests.values():
        if manifest.check_config is None:
            continue
        for what, good, mend in manifest.check_config():
            mark = "[green]✓[/green]" if good else "[red]✗[/red]"
            console.print(f"{mark} {manifest.code}: {what}" + ("" if good else f" — {mend}"))
            holds = holds and good
    if not holds:
        raise SystemExit(1)


def _checks_of_django(deploy: bool) -> bool:
    try:
        call_command("check", deploy=deploy)
    except SystemCheckError as error:
        console.print(str(error), markup=False)
        return False
    return True
