"""``doorstep keys``."""

from __future__ import annotations

import click
from django.conf import settings

from doorstep.platform.sealed import resealing
from doorstep.platform.sealed.keys import add_key
from doorstep.project.commandline.database import ensure_database
from doorstep.project.commandline.terminal import progress, step


@click.group()
def keys() -> None:
    """Keys of sealed fields; they live outside the database (DOORSTEP_KEYS_FILE).

    \b
    A change of keys:  doorstep keys rotate      a new key seals from now on
                       doorstep keys reseal      what older keys sealed is sealed again
                       doorstep keys retire 1    the old key is gone for good
    """


@keys.command()
def rotate() -> None:
    """Add a new key: from now on values are sealed with it, old values stay readable.

    Every process that reads this key file uses it at once; copy the file to other machines before
    you go on. Back it up apart from the database.
    """
    number = add_key(settings.SEALED_KEYS_FILE)
    step(f"Key {number} added to {settings.SEALED_KEYS_FILE}.")


@keys.command()
def reseal() -> None:
    """Seal again, with the newest key, what older keys sealed.

    The site may stay open. Safe to stop at any time and to run again.
    """
    ensure_database(quiet=True)
    with progress() as report:
        count = resealing.reseal(report, using="owner")
    step(f"{count} values sealed again.")


@keys.command()
@click.argument("number", type=int)
def retire(number: int) -> None:
    """Take an old key out for good; refused while any value still needs it."""
    ensure_database(quiet=True)
    resealing.retire_key(number, using="owner")
    step(f"Key {number} is gone. Old backups of the database still need an old copy of the file.")
