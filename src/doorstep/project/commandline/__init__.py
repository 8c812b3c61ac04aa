"""The one command, ``doorstep``. One file a command; a file is loaded when its command is asked
for, because most of them need Django set up first (`TABLE` says which)."""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from types import FrameType
from typing import NoReturn

import click
import django
import psycopg
from django.db import OperationalError

from doorstep import __version__
from doorstep.kernel.errors import DoorstepError
from doorstep.project.commandline.table import TABLE, Entry
from doorstep.project.commandline.terminal import complain
from doorstep.project.starting import loading

_BANNER = """Doorstep (家门口): the working system of a neighbourhood's public service.

\b
A first look, with a town made by rule:       make demo   (or: doorstep demo)
For real:  doorstep migrate, doorstep sync, doorstep serve

Without DATABASE_URL an embedded PostgreSQL is started under DOORSTEP_VAR (var/); it stops when
the last doorstep process ends.
"""


class LazyGroup(click.Group):
    """A group that knows its commands by name and loads the file of one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(TABLE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = TABLE.get(cmd_name)
        return _load(entry) if entry else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in TABLE.items()])


def _load(entry: Entry) -> click.Command:
    for name, value in entry.environment.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorstep.project.settings")
    with loading():
        if entry.needs_django:
            django.setup()
        command: click.Command = getattr(import_module(entry.module), entry.attribute)
    return command


def _end(signum: int, frame: FrameType | None) -> NoReturn:
    """End as Ctrl-C does, so that what runs at exit runs (leaving the embedded server)."""
    raise SystemExit(128 + signum)


@click.group(cls=LazyGroup, help=_BANNER, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="doorstep")
def cli() -> None:
    """Only the group; the commands are in TABLE."""


def main() -> None:
    """Run the command line; errors meant for people are told in words, not in a traceback."""
    signal.signal(signal.SIGTERM, _end)
    try:
        cli()
    except DoorstepError as error:
        complain(error)
        sys.exit(1)
    except (psycopg.OperationalError, OperationalError) as error:
        complain(error, mend="The database does not answer. Is DATABASE_URL right?")
        sys.exit(1)
