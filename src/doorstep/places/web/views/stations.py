"""The public pages of stations: where, when, what for, and who is there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from doorstep.kernel.places import LENGTHS, is_place_code
from doorstep.places.permissions import PLACE_SEE, STATION_EDIT
from doorstep.places.selectors.divisions import division_line, division_search, place_names
from doorstep.places.selectors.stations import (
    StationSight,
    coming_special_days,
    station_list,
    station_page,
    stations_near,
)
from doorstep.places.web.crumbs import crumbs_of
from doorstep.places.web.panels import panels_of
from doorstep.places.web.wording import metres_words, opening_words, special_words, week_words
from doorstep.platform.web.access import page

PER_PAGE = 60


def _shown(sight: StationSight, at: datetime) -> dict[str, Any]:
    return {
        "station": sight.station,
        "is_open": sight.opening.is_open,
        "words": opening_words(sight.opening, at),
        "week": week_words(sight.week),
        "far": "" if sight.metres is None else metres_words(sight.metres),
    }


def _home_of(request: HttpRequest) -> str:
    """Return the place code of where the reader lives or works; "" for a passer-by."""
    actor = request.actor  # type: ignore[attr-defined]
    homes_of = import_string(settings.DOORSTEP_HOMES_OF)
    homes = homes_of(actor) if actor.is_resident else actor.places
    return next((home for home in homes if len(home) >= LENGTHS["subdistrict"]), "")


@require_GET
@page(public=True)
def stations_page(request: HttpRequest) -> HttpResponse:
    """List the stations of ``?place=``, those nearest to one's home, or find a community by
    ``?q=``."""
    at = timezone.now()
    asked = request.GET.get("place", "")[:12]
    place = asked if is_place_code(asked) else ""
    query = request.GET.get("q", "")[:80].replace("\0", "").strip()
    after = request.GET.get("after", "")[:20].replace("\0", "")
    home = "" if "place" in request.GET or query else _home_of(request)
    found = [] if home else station_list(place, at, after=after, limit=PER_PAGE + 1)
    context = {
        "place": place,
        "q": query,
        "divisions": division_search(query, limit=20) if query else [],
        "groups": _near(home, at) if home else [_listed(place, found[:PER_PAGE], at)],
        "after": found[PER_PAGE - 1].station.code if len(found) > PER_PAGE else "",
    }
    return render(request, "places/stations/list.html", context)


def _listed(place: str, found: Iterable[StationSight], at: datetime) -> dict[str, Any]:
    line = division_line(place) if place else []
    title = line[-1].name if line else _("All stations")
    return {"title": title, "rows": [_shown(sight, at) for sight in found]}


def _near(home: str, at: datetime) -> list[dict[str, Any]]:
    """Return the stations near ``home`` as groups: one's own, the subdistrict's, the others."""
    lengths = (LENGTHS["community"], LENGTHS["subdistrict"], LENGTHS["district"])
    names = place_names(home[:length] for length in lengths)
    groups: dict[int, list[dict[str, Any]]] = {length: [] for length in lengths}
    for sight in stations_near(home, at, limit=PER_PAGE):
        place = sight.station.place_id
        wide = next(n for n in lengths if n == lengths[-1] or _shares(place, home, n))
        groups[wide].append(_shown(sight, at))
    words = {lengths[0]: _("Yours: %(name)s"), lengths[1]: _("Nearby in %(name)s")}
    return [
        {
            "title": words.get(length, _("Elsewhere in %(name)s"))
            % {"name": names.get(home[:length], "")},
            "rows": rows,
        }
        for length, rows in groups.items()
        if rows
    ]


def _shares(place: str, home: str, length: int) -> bool:
    return len(home) >= length and place[:length] == home[:length]


@require_GET
@page(public=True)
def station(request: HttpRequest, code: str) -> HttpResponse:
    """Show one station to whoever passes by."""
    at = timezone.now()
    actor = request.actor  # type: ignore[attr-defined]
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
    staff = actor.can(PLACE_SEE)
    context = {
        **shown,
        "here": place,
        "station": head,
        "line": division_line(place.place_id)[2:],
        "crumbs": crumbs_of(place.place_id, (place.name, "")) if staff else [],
        "may_edit": actor.can(STATION_EDIT, place.place_id),
        "special": special_words(coming_special_days(place, timezone.localdate())),
        "services": panels_of(request, "station.services", place),
        "duty": panels_of(request, "station.duty", place),
        "more": panels_of(request, "station.right", place),
    }
    return render(request, "places/stations/station.html", context)
