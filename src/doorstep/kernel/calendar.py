"""Working time: which days count, when a term ends, and how much of it is left.

The law behind the rules:

- Civil Code (民法典) art. 201: in a period counted in days the day it starts is not counted; a
  period counted in hours (and minutes) runs from the moment it starts.
- Civil Code art. 203: a period ends at 24:00 of its last day or, where there are business hours,
  when business stops; a last day that is a statutory day off moves to the day after.
- Administrative Licensing Law (行政许可法) art. 82: terms of an office are counted in working days.
- Which days are worked is the yearly notice of the State Council's General Office
  (国务院办公厅关于部分节假日安排的通知), with its days off and its make-up working days.

So "within two working days" starts with the next day whatever the hour of asking, counts only
working days, and ends at close of business of the second. Asked on Friday at 16:00, on Friday at
20:00 or on Saturday: due on Tuesday at 17:30.

A year whose notice is not out yet is counted by weekdays alone, and whatever touches it says so:
``provisional``. Nothing is guessed silently; the caller computes it again once the year is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final, Literal
from zoneinfo import ZoneInfo

import chinese_calendar

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
OFFICE_HOURS: Final = ((time(9), time(17, 30)),)

_DAY: Final = timedelta(days=1)
_NOTHING: Final = timedelta(0)
# A table without a single working day for this long is broken; better to say so than to loop.
_LONGEST_REST: Final = timedelta(days=366)

Why = Literal["weekday", "weekend", "day-off", "make-up-day"]


@dataclass(frozen=True, slots=True)
class DayKind:
    """What a day is. ``provisional``: its year has not been announced, weekdays alone decided."""

    working: bool
    why: Why
    provisional: bool = False

    def __bool__(self) -> bool:
        return self.working


@dataclass(frozen=True, slots=True)
class Due:
    """When a term ends (UTC); ``provisional`` while it rests on a year not yet announced."""

    at: datetime
    provisional: bool = False


class HolidayTable:
    """Which days differ from the plain week, and which years are announced.

    ``days``: date → worked or not. ``years``: those for which ``days`` is complete. A day that is
    listed is certain even in a year that is not.
    """

    def __init__(self, days: Mapping[date, bool], years: Iterable[int]) -> None:
        self._days = dict(days)
        self._years = frozenset(years)

    @classmethod
    def official(cls) -> HolidayTable:
        """Make the table of the State Council's notices, as the ``chinesecalendar`` package has it.

        Read from its data, not from its ``is_workday``: that one searches all years at each call
        and raises for a year it does not know.
        """
        days = dict.fromkeys(chinese_calendar.holidays, False)
        days |= dict.fromkeys(chinese_calendar.workdays, True)
        first = min(chinese_calendar.holidays).year
        last = max(chinese_calendar.holidays).year
        return cls(days, range(first, last + 1))

    @property
    def years(self) -> frozenset[int]:
        """The announced years."""
        return self._years

    def overridden(self, days: Mapping[date, bool], years: Iterable[int] = ()) -> HolidayTable:
        """Return a table in which a district's own ``days`` win.

        ``years``: years that the district declares complete, for instance the day the notice is
        published and before the package has it.
        """
        return HolidayTable(self._days | dict(days), self._years | frozenset(years))

    def kind(self, day: date) -> DayKind:
        """Say whether ``day`` is worked, why, and whether that may still change."""
        weekday = day.weekday() < 5
        listed = self._days.get(day)
        if listed is None or listed == weekday:
            provisional = listed is None and day.year not in self._years
            return DayKind(weekday, "weekday" if weekday else "weekend", provisional)
        return DayKind(listed, "make-up-day" if listed else "day-off")


class WorkingCalendar:
    """Arithmetic in working time.

    ``hours``: spans of local time worked on a working day, in order, e.g. with a lunch break
    ``((time(9), time(11, 30)), (time(13), time(17, 30)))``. Every datetime that comes in must be
    aware (ValueError otherwise); every one that goes out is UTC.
    """

    def __init__(
        self,
        days: HolidayTable,
        hours: tuple[tuple[time, time], ...] = OFFICE_HOURS,
        zone: ZoneInfo = SHANGHAI,
    ) -> None:
        edges = [edge for span in hours for edge in span]
        if not edges or any(a >= b for a, b in pairwise(edges)):
            raise ValueError("hours must be spans of growing times, without overlap")
        self.days = days
        self.hours = hours
        self.zone = zone

    @property
    def day_length(self) -> timedelta:
        """Working time in one working day."""
        return sum((self._length(a, b) for a, b in self.hours), _NOTHING)

    def is_working_day(self, day: date) -> DayKind:
        """Say what ``day`` is (truthy when worked)."""
        return self.days.kind(day)

    def is_working_time(self, at: datetime) -> bool:
        """Say whether ``at`` falls in working hours of a working day (closing time excluded)."""
        day = self._local_day(at)
        return bool(self.days.kind(day)) and any(a <= at < b for a, b in self._spans(day))

    def closing_of(self, day: date) -> datetime:
        """Return when business stops on ``day``."""
        return self._spans(day)[-1][1]

    def add_working_days(self, at: datetime, n: int) -> Due:
        """Return the end of a term of ``n`` working days that starts at ``at``.

        The day of ``at`` is not counted; the term ends at close of business of the n-th working
        day after it (Civil Code art. 201 and 203).

        Raises:
            ValueError: ``n`` is less than one.
        """
        if n < 1:
            raise ValueError("a term has at least one working day")
        provisional = False
        for day, kind in self._days_from(self._local_day(at) + _DAY):
            provisional |= kind.provisional
            n -= kind.working
            if n == 0:
                return Due(self.closing_of(day), provisional)
        raise AssertionError("unreachable: the days do not end")

    def add_working_time(self, at: datetime, amount: timedelta) -> Due:
        """Return the first moment by which ``amount`` of working time has passed since ``at``.

        Outside working hours nothing passes; an amount of nought outside them ends when work
        starts again. An amount that ends with the working day is due at its close.

        Raises:
            ValueError: ``amount`` is negative.
        """
        if amount < _NOTHING:
            raise ValueError("a term cannot be negative")
        provisional = False
        for day, kind in self._days_from(self._local_day(at)):
            provisional |= kind.provisional
            for opens, closes in self._spans(day) if kind else ():
                start = max(opens, at)
                if start <= closes and amount <= closes - start:
                    return Due((start + amount).astimezone(UTC), provisional)
                amount -= max(closes - start, _NOTHING)
        raise AssertionError("unreachable: the days do not end")

    def working_time_between(self, a: datetime, b: datetime) -> timedelta:
        """Return the working time from ``a`` to ``b``, negative when ``b`` is earlier."""
        if b < a:
            return -self.working_time_between(b, a)
        last = self._local_day(b)
        total = _NOTHING
        for day, kind in self._days_from(self._local_day(a)):
            if day > last:
                return total
            for opens, closes in self._spans(day) if kind else ():
                total += max(min(closes, b) - max(opens, a), _NOTHING)
        raise AssertionError("unreachable: the days do not end")

    def resumed(self, due: Due, *, paused_at: datetime, resumed_at: datetime) -> Due:
        """Return the due time of a clock that stood still from ``paused_at`` to ``resumed_at``.

        What was left when it stopped is what is left when it goes on. A pause without working
        time in it changes nothing, and a clock that was late already stays as late as it was.

        Raises:
            ValueError: it goes on before it stopped.
        """
        if resumed_at < paused_at:
            raise ValueError("a clock cannot go on before it stopped")
        if due.at <= paused_at or not self.working_time_between(paused_at, resumed_at):
            return due
        left = self.working_time_between(paused_at, due.at)
        later = self.add_working_time(resumed_at, left)
        return Due(later.at, later.provisional or due.provisional)

    def _days_from(self, day: date) -> Iterator[tuple[date, DayKind]]:
        worked = day
        while day - worked <= _LONGEST_REST:
            kind = self.days.kind(day)
            if kind:
                worked = day
            yield day, kind
            day += _DAY
        raise ValueError(f"the table has no working day in the year after {worked}")

    def _spans(self, day: date) -> list[tuple[datetime, datetime]]:
        return [(self._moment(day, a), self._moment(day, b)) for a, b in self.hours]

    def _moment(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def _local_day(self, at: datetime) -> date:
        if at.tzinfo is None:
            raise ValueError("aware datetimes only")
        return at.astimezone(self.zone).date()

    @staticmethod
    def _length(a: time, b: time) -> timedelta:
        return datetime.combine(date.min, b) - datetime.combine(date.min, a)
