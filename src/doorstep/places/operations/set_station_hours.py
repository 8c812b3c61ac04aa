"""Set a station's opening hours, whole: what isn't named any more is gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Invalid
from doorstep.places.models import Station, StationHours
from doorstep.places.operations.open_station import tell_station
from doorstep.places.permissions import STATION_EDIT
from doorstep.places.rules.hours import MIDNIGHT, Span
from doorstep.places.selectors.stations import access_station

MAX_LINES = 100


class HoursUnfit(Invalid):
    code = "hours-unfit"
    title = N_("Line {line} of the opening hours doesn't fit.")
    mend = N_("Opening must be before closing; a special line needs its first and last day.")


def set_station_hours(
    *, code: str, spans: Sequence[Span], by: Actor, at: datetime
) -> list[StationHours]:
    """Replace all lines of opening hours.

    Raises:
        StationMissing, Forbidden, HoursUnfit: which line, from 1.
    """
    for line, span in enumerate(spans, start=1):
        if line > MAX_LINES or not _fits(span):
            raise HoursUnfit(line=line)
    with transaction.atomic():
        station = access_station(by, code, to=STATION_EDIT, lock=True)
        StationHours.objects.filter(station=station).delete()
        kept = StationHours.objects.bulk_create(_as_row(station, span) for span in spans)
        tell_station("station.hours_set", station, by, at)
    return kept


def _fits(span: Span) -> bool:
    if not 1 <= span.weekday <= 7:
        return False
    if span.since and span.until and span.until < span.since:
        return False
    if span.special and (span.since is None or span.until is None):
        return False
    if span.opens is None or span.closes is None:
        return span.special and span.opens is None and span.closes is None
    return span.opens < span.closes or span.closes == MIDNIGHT


def _as_row(station: Station, span: Span) -> StationHours:
    return StationHours(
        station=station,
        weekday=span.weekday,
        opens=span.opens,
        closes=span.closes,
        since=span.since,
        until=span.until,
        special=span.special,
        holidays=span.holidays,
    )
