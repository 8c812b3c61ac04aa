"""Small charts drawn by the server: bars of days, heat of tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

WIDTH: Final = 720.0
HEIGHT: Final = 120.0
GAP: Final = 2.0
STEPS: Final = 4


@dataclass(frozen=True, slots=True)
class Bar:
    day: date
    value: int
    url: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars in a box of ``WIDTH`` × ``HEIGHT``; ``highest`` is what the tallest stands for."""

    bars: list[Bar]
    highest: int
    total: int

    @property
    def box(self) -> str:
        return f"0 0 {WIDTH:.0f} {HEIGHT:.0f}"


def bars_of(rows: Sequence[tuple[date, int, str]]) -> Bars:
    """Draw (day, value, address) as bars; an empty day keeps a hair's breadth so it can be hit."""
    highest = max((value for _day, value, _url in rows), default=0)
    step = WIDTH / max(len(rows), 1)
    bars = []
    for position, (day, value, url) in enumerate(rows):
        height = HEIGHT * value / highest if highest else 0.0
        tall = max(height, 1.0)
        bars.append(
            Bar(day, value, url, round(position * step, 1), round(HEIGHT - tall, 1),
                round(step - GAP, 1), round(tall, 1))
        )  # fmt: skip
    return Bars(bars, highest, sum(value for _day, value, _url in rows))


def heat(rows: Iterable[dict[str, Any]], columns: Sequence[str]) -> list[dict[str, Any]]:
    """Return rows with ``heat``: column → 0 (nothing) to 4 (the most of that column)."""
    rows = list(rows)
    most = {name: max((row[name] for row in rows), default=0) for name in columns}
    return [{**row, "heat": {n: _step(row[n], most[n]) for n in columns}} for row in rows]


def _step(value: int, most: int) -> int:
    return -(-value * STEPS // most) if most else 0
