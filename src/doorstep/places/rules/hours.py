"""Opening hours: when a station is open, until when, and when it opens next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Asia/Shanghai")
MIDNIGHT: Final = time(0, 0)
_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LOOK_AHEAD: Final[int] = 14

DayKind = Literal["ordinary", "holiday", "makeup"]
Calendar = Callable[[date], DayKind]


@dataclass(frozen=True, slots=True)
class Span:
    """One line of opening hours, as RFC 5545 would repeat it weekly.

    ``weekday``: ISO, Monday is 1. ``opens``/``closes``: local time; ``closes`` 00:00 is midnight;
    both None on a ``special`` line that says "closed". ``since``/``until``: first and last day it
    holds, None for open ends. ``special`` lines replace the ordinary ones on the days they hold.
    ``holidays``: it holds on public holidays too.
    """

    weekday: int
    opens: time | None
    closes: time | None
    since: date | None = None
    until: date | None = None
    special: bool = False
    holidays: bool = False

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True)
class Opening:
    """What the door says now. ``until``: closing today when open. ``next_at``: next opening."""

    is_open: bool
    until: datetime | None = None
    next_at: datetime | None = None

    @property
    def is_midnight(self) -> bool:
        return self.until is not None and self.until.time() == MIDNIGHT


def every_day_ordinary(day: date) -> DayKind:
    """Calendar without holidays, for tests and for years not yet announced."""
    return "ordinary"


def spans_on(
    spans: Iterable[Span], day: date, calendar: Calendar = every_day_ordinary
) -> list[Span]:
    """Return the lines that hold on ``day``, earliest first.

    A special line replaces the weekly ones. On a public holiday only lines marked for holidays
    hold. On a make-up working day that has no line of its own, Monday's hold.
    """
    holding = [span for span in spans if span.holds_on(day)]
    special = [span for span in holding if span.special and span.weekday == day.isoweekday()]
    if special:
        return sorted((s for s in special if s.opens is not None), key=_opening)
    weekly = [span for span in holding if not span.special]
    today = [span for span in weekly if span.weekday == day.isoweekday()]
    kind = calendar(day)
    if kind == "holiday":
        today = [span for span in today if span.holidays]
    elif kind == "makeup" and not today:
        today = [span for span in weekly if span.weekday == 1]
    return sorted(today, key=_opening)


def _opening(span: Span) -> time:
    return span.opens or MIDNIGHT


def _moments(span: Span, day: date) -> tuple[datetime, datetime]:
    opens, closes = span.opens or MIDNIGHT, span.closes or MIDNIGHT
    last = day + timedelta(days=1) if closes == MIDNIGHT else day
    return datetime.combine(day, opens, ZONE), datetime.combine(last, closes, ZONE)


def opening_at(
    spans: Sequence[Span], at: datetime, calendar: Calendar = every_day_ordinary
) -> Opening:
    """Say whether the door is open at ``at`` (aware), until when, else when it opens next.

    Lines that touch are read as one: 9-12 and 12-20 close at 20. The next opening is looked for
    over two weeks, past the longest holidays; None when there is none.
    """
    local = at.astimezone(ZONE)
    until: datetime | None = None
    for span in spans_on(spans, local.date(), calendar):
        opens, closes = _moments(span, local.date())
        if opens <= (until or local) < closes:
            until = closes
    if until is not None:
        return Opening(True, until=until)
    return Opening(False, next_at=_next_opening(spans, local, calendar))


def _next_opening(spans: Sequence[Span], local: datetime, calendar: Calendar) -> datetime | None:
    for ahead in range(_LOOK_AHEAD):
        day = local.date() + timedelta(days=ahead)
        for span in spans_on(spans, day, calendar):
            opens, _closes = _moments(span, day)
            if opens > local:
                return opens
    return None


def is_open(spans: Sequence[Span], at: datetime, calendar: Calendar = every_day_ordinary) -> bool:
    """Say whether the door is open at ``at``."""
    return opening_at(spans, at, calendar).is_open


@dataclass(frozen=True, slots=True)
class HoursLine:
    """Days that share the same hours, for showing: ``first``..``last`` weekday, spans of times."""

    first: int
    last: int
    times: tuple[tuple[time, time], ...]


def hours_lines(spans: Iterable[Span], on: date) -> list[HoursLine]:
    """Fold a week's hours into lines: Monday to Friday 8:30-20:00, Saturday to Sunday 9:00-16:00.

    Days without hours are lines with no times, so that "closed" can be said too.
    """
    holding = [span for span in spans if not span.special and span.holds_on(on)]
    lines: list[HoursLine] = []
    for weekday in range(1, 8):
        times = tuple(
            sorted(
                (span.opens, span.closes)
                for span in holding
                if span.weekday == weekday and span.opens and span.closes is not None
            )
        )
        if lines and lines[-1].times == times:
            lines[-1] = HoursLine(lines[-1].first, weekday, times)
        else:
            lines.append(HoursLine(weekday, weekday, times))
    return lines


def weekly_rule(span: Span) -> str:
    """Return the RFC 5545 recurrence rule of a line: ``FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231``."""
    until = f";UNTIL={span.until:%Y%m%d}" if span.until else ""
    return f"FREQ=WEEKLY;BYDAY={_DAYS[span.weekday - 1]}{until}"
