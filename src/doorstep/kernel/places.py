"""The place code: one sortable text code through all seven levels, child = parent + digits.

The first four levels are the statistical codes of the National Bureau of Statistics
(统计用区划代码); estate, building and dwelling add our own digits below the community.
Compared with ``COLLATE "C"`` a subtree is one range: ``code <= x < hi_of(code)``.
"""

from __future__ import annotations

from typing import Final

LEVELS: Final[dict[int, str]] = {
    2: "province",
    4: "city",
    6: "district",
    9: "subdistrict",
    12: "community",
    15: "estate",
    18: "building",
    22: "dwelling",
}
LENGTHS: Final[dict[str, int]] = {name: length for length, name in LEVELS.items()}
_SORTED: Final[tuple[int, ...]] = tuple(sorted(LEVELS))


def is_place_code(code: str) -> bool:
    """Say whether ``code`` is digits of one of the eight lengths."""
    return code.isascii() and code.isdigit() and len(code) in LEVELS


def level_of(code: str) -> str:
    """Return the level name of a place code.

    Raises:
        ValueError: the text is not a place code.
    """
    if not is_place_code(code):
        raise ValueError(f"not a place code: {code!r}")
    return LEVELS[len(code)]


def parent_of(code: str) -> str | None:
    """Return the code one level up, or None for a province."""
    shorter = [length for length in _SORTED if length < len(code)]
    return code[: shorter[-1]] if shorter else None


def ancestor_of(code: str, level: str) -> str:
    """Return the ancestor of ``code`` at ``level`` (or ``code`` itself when it is shorter)."""
    return code[: LENGTHS[level]]


def line_of(code: str) -> list[str]:
    """Return ``code`` and its ancestors, the widest first."""
    return [code[:length] for length in _SORTED if length <= len(code)]


def hi_of(prefix: str) -> str:
    """Return the smallest text above every code that starts with ``prefix``.

    ``:`` is the character after ``9`` in ASCII, so it closes the range of digits.
    """
    return prefix + ":"


def covers(prefix: str, code: str) -> bool:
    """Say whether ``code`` lies in the subtree of ``prefix``."""
    return code.startswith(prefix)
