"""``doorstep import``."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from doorstep.kernel.scope import Scope
from doorstep.platform.scope import scoped
from doorstep.project.commandline.database import ensure_database
from doorstep.project.commandline.terminal import console, progress, step


@click.group("import")
def imports() -> None:
    """Import from official lists. Importing again changes only what is different."""


@imports.command()
def divisions() -> None:
    """placeholder"""
