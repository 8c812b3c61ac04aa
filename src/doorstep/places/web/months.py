"""A year as twelve months of weeks, for drawing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from doorstep.places.selectors.holidays import CalendarDay, YearSight
from doorstep.places.web.wording import holiday_name, weekday_names


@dataclass(frozen=True, slots=True)
class Cell:
    """One day. ``look``: work, rest, off or makeup; ``words``: what it is, said; ``mark``: the one
    character that says it beside the colour."""

    day: date
    look: str
    words: str
    mark: str
    own: bool
    today: bool


@dataclass(frozen=True, slots=True)
class Month:
    """``weeks``: rows of seven, None before the first and after the last day."""

    number: int
    weeks: list[list[Cell | None]]


def months_of(sight: YearSight, today: date) -> list[Month]:
    """Return the twelve months of a year."""
    months = []
    for number in range(1, 13):
        cells: list[Cell | None] = [
            _cell(one, today) for one in sight.days if one.day.month == number
        ]
        first = next(cell for cell in cells if cell is not None)
        empty: Cell | None = None
        cells = [empty] * first.day.weekday() + cells
        cells += [empty] * (-len(cells) % 7)
        weeks = [cells[start : start + 7] for start in range(0, len(cells), 7)]
        months.append(Month(number, weeks))
    return months


def _cell(one: CalendarDay, today: date) -> Cell:
    looks = {"day-off": "off", "make-up-day": "makeup", "weekend": "rest", "weekday": "work"}
    look = looks[one.kind.why]
    if look == "rest" and one.name:
        look = "off"
    marks = {"off": pgettext("calendar", "off"), "makeup": pgettext("calendar", "work")}
    words = {
        "off": _("day off"),
        "makeup": _("worked instead"),
        "rest": _("weekend"),
        "work": _("working day"),
    }[look]
    name = str(holiday_name(one.name)) if one.name else ""
    said = f"{name} · {words}" if name else words
    return Cell(one.day, look, said, marks.get(look, ""), one.own, one.day == today)


def weekday_heads() -> list[tuple[str, str]]:
    """Return (name, as short as a column of days allows) of each weekday, Monday first."""
    return [(name, name[-1] if not name.isascii() else name[:2]) for name in weekday_names()]
