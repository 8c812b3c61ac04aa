"""What is allowed, as plain values: no Django, no clock, no database."""

from __future__ import annotations

from typing import Final

# A community keeps what was handed in for half a year; then it goes to the police station.
KEPT_DAYS: Final = 180
MAX_WHAT: Final = 80


def days_left(kept_days: int) -> int:
    """Return for how many days more a find is kept; nought when its time is over."""
    return max(KEPT_DAYS - kept_days, 0)
