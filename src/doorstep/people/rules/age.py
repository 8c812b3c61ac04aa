"""Age, and what follows from it."""

from __future__ import annotations

from datetime import date
from typing import Final

ADULT: Final = 18


def age_at(birth_year: int | None, birth_month: int | None, day: date) -> int | None:
    """Return the age in whole years on ``day``, or None when the year is not known.

    The day of the month is sealed, so somebody counts as a year older from the first of the
    birth month on; without a month, from the first of January on.
    """
    if birth_year is None:
        return None
    had_birthday = birth_month is None or day.month >= birth_month
    return max(0, day.year - birth_year - (0 if had_birthday else 1))


def is_minor(birth_year: int | None, birth_month: int | None, day: date) -> bool:
    """Say whether a guardian has to consent (Civil Code art. 17: under eighteen)."""
    age = age_at(birth_year, birth_month, day)
    return age is not None and age < ADULT
