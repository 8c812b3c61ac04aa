"""``doorstep keys``."""

from __future__ import annotations

import click
from django.conf import settings

from doorstep.platform.sealed.keys import add_key
from doorstep.project.commandline.terminal import step


@click.group()
def keys() -> None:
    """Keys of sealed fields; they live outside the database (DOORSTEP_KEYS_FILE)."""


@keys.command()
def rotate() -> None:
    """Add a new key: from now on values are sealed with it, old values stay readable.

    Restart site and workers afterwards, and back the key file up apart from the database.
    """
    number = add_key(settings.SEALED_KEYS_FILE)
    step(f"Key {number} added to {settings.SEALED_KEYS_FILE}; restart site and workers.")
