"""Ids that people read aloud, and random tokens that nobody can guess."""

from __future__ import annotations

import secrets
from datetime import date


def case_number(day: date, serial: int) -> str:
    """Return the number of a case: six digits of the day and six of a serial, ``261122-000042``.

    Digits only, because it is read aloud over the phone; no place or person can be read from it.
    """
    return f"{day:%y%m%d}-{serial % 1_000_000:06d}"


def new_token(size: int = 24) -> str:
    """Return a random URL-safe token of ``size`` bytes of entropy."""
    return secrets.token_urlsafe(size)
