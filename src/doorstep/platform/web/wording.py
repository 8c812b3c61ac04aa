"""How times, numbers and names are said to people (look.md: "speaks like a neighbour").

Pure: the present is handed in and nothing is read from the database, so each sentence is tested
as it stands. Django's translation gives the language of the reader.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MINUTE, HOUR, DAY = 60, 3600, 86400
NEAR_DAYS = 6  # beyond this a weekday's name could mean two days
SOON = timedelta(hours=24)


def _weekday(day: date) -> str:
    names = (
        gettext("Mon"),
        gettext("Tue"),
        gettext("Wed"),
        gettext("Thu"),
        gettext("Fri"),
        gettext("Sat"),
        gettext("Sun"),
    )
    return names[day.weekday()]


def _full_day(day: date, this_year: int) -> str:
    values = {"year": day.year, "month": day.month, "day": day.day, "name": MONTHS[day.month - 1]}
    if day.year == this_year:
        return gettext("{day} {name}").format(**values)
    return gettext("{day} {name} {year}").format(**values)


def day_words(day: date, today: date) -> str:
    """``day`` as one says it on ``today``: 今天, 昨天, 明天, 周五, 9月3日, 2025年9月3日."""
    distance = (day - today).days
    named = {0: gettext("today"), -1: gettext("yesterday"), 1: gettext("tomorrow")}
    if distance in named:
        return named[distance]
    if abs(distance) <= NEAR_DAYS:
        return _weekday(day)
    return _full_day(day, today.year)


def ago_or_day(moment: datetime | date, now: datetime, *, exact: bool = False) -> str:
    """``moment`` as one says it at ``now`` (both aware; shown in the current time zone).

    The clock time is added for yesterday, today and tomorrow, and everywhere when ``exact``.
    """
    today = localtime(now).date()
    if not isinstance(moment, datetime):
        return day_words(moment, today)
    local = localtime(moment)
    words = day_words(local.date(), today)
    if exact or abs((local.date() - today).days) <= 1:
        return f"{words} {local:%H:%M}"
    return words


def span_words(seconds: float) -> str:
    """A stretch of calendar time in its two largest units: "1 天 3 小时", "25 分钟"."""
    left = max(int(seconds), 0)
    days, left = divmod(left, DAY)
    hours, left = divmod(left, HOUR)
    minutes = left // MINUTE
    parts = []
    if days:
        parts.append(ngettext("%(n)d day", "%(n)d days", days) % {"n": days})
    if hours:
        parts.append(ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours})
    if minutes and not days:
        parts.append(ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes})
    return " ".join(parts) or gettext("less than a minute")


def time_left(due: datetime, now: datetime) -> str:
    """ "还有 1 天 3 小时" before ``due``, "已超 2 小时" after it. Calendar time."""
    seconds = (due - now).total_seconds()
    if seconds >= 0:
        return gettext("%(span)s left") % {"span": span_words(seconds)}
    return gettext("%(span)s late") % {"span": span_words(-seconds)}


def clock_tone(due: datetime, now: datetime, soon: timedelta = SOON) -> str:
    """ "now" when late, "soon" within ``soon``, otherwise "calm"."""
    if due < now:
        return "now"
    return "soon" if due - now <= soon else "calm"


def phone_people(number: str) -> str:
    """A telephone number grouped as people read it: 138 1234 5678, 021 5890 1234, 12345.

    Masked numbers (138****5678) are grouped the same way.
    """
    text = "".join(char for char in number if char.isdigit() or char in "*+")
    text = text.removeprefix("+86")
    if len(text) == 11 and text[0] == "1":
        return f"{text[:3]} {text[3:7]} {text[7:]}"
    area = 3 if text[:2] in {"01", "02"} else 4
    if text[:1] == "0" and len(text) > area + 4:
        return f"{text[:area]} {text[area:-4]} {text[-4:]}"
    if len(text) == 8:
        return f"{text[:4]} {text[4:]}"
    return text


def spark_path(values: list[float], width: float = 100, height: float = 32) -> tuple[str, float]:
    """SVG path of a line through ``values`` in a box, and the y of its last point.

    A flat or single series is drawn along the middle; no values give an empty path.
    """
    if not values:
        return "", height / 2
    low, high = min(values), max(values)
    scale = (high - low) or 1
    step = width / max(len(values) - 1, 1)
    flat = high == low
    ys = [height / 2 if flat else height - (v - low) / scale * height for v in values]
    points = [f"{i * step:.1f},{y:.1f}" for i, y in enumerate(ys)]
    if len(points) == 1:
        points.append(f"{width:.1f},{ys[0]:.1f}")
    return "M" + " L".join(points), ys[-1]
