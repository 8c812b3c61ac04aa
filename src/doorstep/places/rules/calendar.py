"""A year's holidays as the State Council's notice says them, and as single days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final

_DAY: Final = timedelta(days=1)
_LONGEST: Final[int] = 20
# 一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
_ITEM: Final = re.compile(
    r"^\s*[一二三四五六七八九十]+[、.]\s*(?P<name>[^:：]{1,20})[:：](?P<rest>.*)$"
)
_WHEN: Final = re.compile(
    r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?:[（(][^）)]*[）)])?"
)


@dataclass(frozen=True, slots=True)
class DeclaredDay:
    """One day that differs from the plain week, or is worth a name."""

    day: date
    is_working: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class HolidayLine:
    """One holiday: free from ``first`` to ``last``, made up for on ``makeup`` (days worked)."""

    name: str
    first: date
    last: date
    makeup: tuple[date, ...] = ()


def days_of(lines: Iterable[HolidayLine]) -> list[DeclaredDay]:
    """Return the single days of holidays, by date; a make-up day wins over a free one."""
    days: dict[date, DeclaredDay] = {}
    for line in lines:
        count = min((line.last - line.first).days, _LONGEST) + 1
        for ahead in range(count):
            day = line.first + ahead * _DAY
            days[day] = DeclaredDay(day, False, line.name)
    for line in lines:
        days |= {day: DeclaredDay(day, True, line.name) for day in line.makeup}
    return [days[day] for day in sorted(days)]


def lines_of(days: Iterable[DeclaredDay]) -> list[HolidayLine]:
    """Fold single days into holidays by their name, for correcting a year that is loaded."""
    known = sorted(days, key=lambda one: one.day)
    runs: list[list[DeclaredDay]] = []
    for one in (day for day in known if not day.is_working):
        last = runs[-1][-1] if runs else None
        if last is None or last.name != one.name or one.day - last.day > _DAY:
            runs.append([one])
        else:
            runs[-1].append(one)
    worked = {
        name: tuple(one.day for one in group)
        for name, group in groupby(
            sorted((d for d in known if d.is_working), key=lambda d: (d.name, d.day)),
            key=lambda d: d.name,
        )
    }
    lines = [
        HolidayLine(run[0].name, run[0].day, run[-1].day, worked.pop(run[0].name, ()))
        for run in runs
    ]
    # Days worked without a free one beside them stand alone.
    lines += [HolidayLine(name, days[0], days[0], days) for name, days in worked.items()]
    return sorted(lines, key=lambda line: line.first)


def read_notice(text: str, year: int) -> list[HolidayLine]:
    """Read the notice as it is published; lines that don't name a holiday are passed over.

    ``year``: the year that the notice is for; a date may name another (2026年12月31日).
    """
    found = []
    for row in text[:20_000].splitlines():
        item = _ITEM.match(row)
        line = _holiday(item["name"].strip(), item["rest"], year) if item else None
        if line is not None:
            found.append(line)
    return found


def _holiday(name: str, rest: str, year: int) -> HolidayLine | None:
    free, _word, after = rest.partition("放假")
    dates = _dates(free, year)
    if not dates:
        return None
    worked = "".join(part for part in re.split(r"[。;；]", after) if "上班" in part)
    return HolidayLine(name[:40], dates[0], max(dates[-1], dates[0]), tuple(_dates(worked, year)))


def _dates(text: str, year: int) -> list[date]:
    """Return the dates of a text; a day without a month belongs to the month named before."""
    dates: list[date] = []
    month = 0
    for match in _WHEN.finditer(text):
        month = int(match["month"] or month)
        day = date_or_none(int(match["year"] or year), month, int(match["day"]))
        if day is not None:
            dates.append(day)
    return dates


def date_or_none(year: int, month: int, day: int) -> date | None:
    """Return the date, None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_days(text: str, year: int) -> list[date] | None:
    """Read days that somebody lists: 1月4日、2月14日, 1/4 2/14, 2027-01-04; None when a part can't
    be read."""
    found: list[date] = []
    for part in filter(None, re.split(r"[\s,，、;；和]+", text.strip())):
        numbers = [int(number) for number in re.findall(r"\d+", part)]
        if len(numbers) == 2:
            numbers.insert(0, year)
        day = date_or_none(*numbers) if len(numbers) == 3 else None
        if day is None:
            return None
        found.append(day)
    return found


def say_days(days: Sequence[date]) -> str:
    """Say days as ``read_days`` reads them: 1月4日、2月14日."""
    return "、".join(f"{day.month}月{day.day}日" for day in days)
