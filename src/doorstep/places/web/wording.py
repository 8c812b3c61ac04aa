"""How opening hours are said: 今天开到 20:00, 明天 8:30 开门, 周一至周五 8:30–20:00."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from doorstep.places.rules.hours import MIDNIGHT, ZONE, HoursLine, Opening


def _days() -> list[str]:
    return [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]


# The names that the official table has, which is in English.
_HOLIDAYS = {
    "New Year's Day": gettext_lazy("New Year's Day"),
    "Spring Festival": gettext_lazy("Spring Festival"),
    "Tomb-sweeping Day": gettext_lazy("Tomb-sweeping Day"),
    "Labour Day": gettext_lazy("Labour Day"),
    "Dragon Boat Festival": gettext_lazy("Dragon Boat Festival"),
    "Mid-autumn Festival": gettext_lazy("Mid-autumn Festival"),
    "National Day": gettext_lazy("National Day"),
    "Anti-Fascist 70th Day": gettext_lazy("70th anniversary of victory"),
}


def holiday_name(name: str) -> object:
    """Return the name of a holiday in the reader's language; a district's own as it was typed."""
    return _HOLIDAYS.get(name, name)


def weekday_names() -> list[str]:
    """Return the short names of the weekdays, Monday first."""
    return _days()


def opening_words(opening: Opening, at: datetime) -> str:
    """Say what the door says now, with ``at`` the moment it was read."""
    if opening.is_open and opening.until is not None:
        if opening.is_midnight:
            return _("Open until midnight")
        return _("Open today until %(time)s") % {"time": clock(opening.until.time())}
    if opening.next_at is None:
        return _("Closed; please call")
    return _("Closed; opens %(day)s %(time)s") % {
        "day": _day_words(opening.next_at, at),
        "time": clock(opening.next_at.time()),
    }


def _day_words(moment: datetime, at: datetime) -> str:
    days = (moment.date() - at.astimezone(ZONE).date()).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days < 7:
        return _days()[moment.isoweekday() - 1]
    return _("on %(month)s/%(day)s") % {"month": moment.month, "day": moment.day}


def clock(moment: time) -> str:
    """Say a time without a leading nought: 8:30; midnight is 24:00."""
    return "24:00" if moment == MIDNIGHT else f"{moment.hour}:{moment.minute:02d}"


def week_words(week: Iterable[HoursLine]) -> list[tuple[str, str]]:
    """Say a week as (days, times): ("Mon to Fri", "8:30–20:00"), ("Sun", "closed")."""
    return [(_range(line), _times(line)) for line in week]


def _range(line: HoursLine) -> str:
    days = _days()
    if (line.first, line.last) == (1, 7):
        return _("Every day")
    if line.first == line.last:
        return days[line.first - 1]
    return _("%(first)s to %(last)s") % {"first": days[line.first - 1], "last": days[line.last - 1]}


def _times(line: HoursLine) -> str:
    if not line.times:
        return pgettext("station", "closed")
    return " ".join(f"{_clock_opening(opens)}–{clock(closes)}" for opens, closes in line.times)


def _clock_opening(moment: time) -> str:
    return f"{moment.hour}:{moment.minute:02d}"


def special_words(
    ranges: Iterable[tuple[date, date, time | None, time | None]],
) -> list[tuple[str, str]]:
    """Say special days as (days, times): ("10/1 to 10/3", "closed")."""
    said = []
    for first, last, opens, closes in ranges:
        days = _on_day(first)
        if last != first:
            days = _("%(first)s to %(last)s") % {"first": days, "last": _on_day(last)}
        if opens is None or closes is None:
            times = pgettext("station", "closed")
        else:
            times = f"{_clock_opening(opens)}–{clock(closes)}"
        said.append((days, times))
    return said


def _on_day(day: date) -> str:
    return _("%(month)s/%(day)s") % {"month": day.month, "day": day.day}


def metres_words(metres: float) -> str:
    """Say how far it is as the crow flies: about 400 m, about 1.2 km."""
    if metres < 1_000:
        return _("about %(metres)s m") % {"metres": max(int(round(metres, -2)), 100)}
    return _("about %(km)s km") % {"km": f"{metres / 1_000:.1f}"}
