"""The public pages of stations: where, when, what for, and who is there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from doorstep.kernel.places import is_place_code
from doorstep.places.selectors.divisions import division_line, division_search
from doorstep.places.selectors.stations import StationSight, station_list, station_page
from doorstep.places.web.panels import panels_of
from doorstep.places.web.wording import opening_words, week_words
from doorstep.platform.web.access import page

PER_PAGE = 60


def _shown(sight: StationSight, at: datetime) -> dict[str, Any]:
    return {
        "station": sight.station,
        "is_open": sight.opening.is_open,
        "words": opening_words(sight.opening, at),
        "week": week_words(sight.week),
    }


@require_GET
@page(public=True)
def stations_page(request: HttpRequest) -> HttpResponse:
    """List the stations of ``?place=``, or find a community by ``?q=``."""
    at = timezone.now()
    place = request.GET.get("place", "")[:12]
    place = place if is_place_code(place) else ""
    query = request.GET.get("q", "")[:80].replace("\0", "").strip()
    after = request.GET.get("after", "")[:20].replace("\0", "")
    found = station_list(place, at, after=after, limit=PER_PAGE + 1)
    context = {
        "place": place,
        "line": division_line(place) if place else [],
        "q": query,
        "divisions": division_search(query, limit=20) if query else [],
        "rows": [_shown(sight, at) for sight in found[:PER_PAGE]],
        "after": found[PER_PAGE - 1].station.code if len(found) > PER_PAGE else "",
    }
    return render(request, "places/stations/list.html", context)


@require_GET
@page(public=True)
def station(request: HttpRequest, code: str) -> HttpResponse:
    """Show one station to whoever passes by."""
    at = timezone.now()
    sight = station_page(code.replace("\0", ""), at)
    shown = _shown(sight, at)
    place = sight.station
    head = {
        "name": place.name,
        "hours_text": shown["words"],
        "phone": place.phone,
        "open": shown["is_open"],
        "url": request.path,
    }
    context = {
        **shown,
        "here": place,
        "station": head,
        "line": division_line(place.place_id)[2:],
        "services": panels_of(request, "station.services", place),
        "duty": panels_of(request, "station.duty", place),
        "more": panels_of(request, "station.right", place),
    }
    return render(request, "places/stations/station.html", context)
