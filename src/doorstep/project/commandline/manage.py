"""``doorstep manage``."""

from __future__ import annotations

import click
from django.core.management import ManagementUtility

from doorstep.project.commandline.database import ensure_database

_WITHOUT_DATABASE = {"help", "makemessages", "compilemessages", "collectstatic", "findstatic"}


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    add_help_option=False,
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run one of Django's own commands, with the embedded database started for it."""
    if arguments and arguments[0] not in _WITHOUT_DATABASE:
        ensure_database(quiet=True)
    ManagementUtility(["doorstep manage", *arguments]).execute()
