"""The staff's pages of divisions, estates and buildings."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from doorstep.kernel.errors import NotFound
from doorstep.kernel.places import LENGTHS, is_place_code
from doorstep.places.models import Division
from doorstep.places.permissions import DIVISION_IMPORT, DWELLING_SEE, PLACE_SEE
from doorstep.places.selectors.buildings import access_building, access_estate, building_grid
from doorstep.places.selectors.communities import estate_buildings, place_page
from doorstep.places.selectors.divisions import division_line
from doorstep.places.selectors.dwellings import access_dwelling
from doorstep.places.selectors.stations import station_list
from doorstep.places.web.panels import panels_of
from doorstep.places.web.wording import opening_words
from doorstep.platform.web.access import page

_STATIONS = 20


@require_GET
@page(permission=PLACE_SEE)
def my_places(request: HttpRequest) -> HttpResponse:
    """Go to the place of one's grant; with several, list them."""
    actor = request.actor  # type: ignore[attr-defined]
    places = actor.scope().prefixes
    if len(places) == 1 and places[0]:
        return redirect("place", code=places[0][:12])
    divisions = Division.objects.filter(code__in=[place[:12] for place in places])
    return render(request, "places/places/mine.html", {"divisions": divisions.order_by("code")})


@require_GET
@page(permission=PLACE_SEE)
def place(request: HttpRequest, code: str) -> HttpResponse:
    """Show a division, estate or building; a dwelling leads to its building."""
    actor = request.actor  # type: ignore[attr-defined]
    if not is_place_code(code) or not _is_near(actor.scope().prefixes, code):
        raise NotFound
    actor.require(PLACE_SEE)
    if len(code) <= LENGTHS["community"]:
        return _division(request, code)
    if len(code) == LENGTHS["estate"]:
        return _estate(request, code)
    if len(code) == LENGTHS["building"]:
        return _building(request, code)
    dwelling = access_dwelling(actor, code, to=DWELLING_SEE)
    return redirect(f"{reverse('place', args=[dwelling.building_id])}#d{dwelling.code}")


def _is_near(prefixes: tuple[str, ...], code: str) -> bool:
    """Whether ``code`` lies in the scope, or above it (one may look up the line)."""
    return any(code.startswith(prefix) or prefix.startswith(code) for prefix in prefixes)


def _crumbs(code: str, *below: tuple[str, str]) -> list[dict[str, str]]:
    crumbs = [
        {"title": division.name, "url": reverse("place", args=[division.code])}
        for division in division_line(code)[2:]
    ]
    crumbs += [{"title": title, "url": url} for title, url in below]
    if crumbs:
        crumbs[-1]["url"] = ""
    return crumbs


def _division(request: HttpRequest, code: str) -> HttpResponse:
    at = timezone.now()
    actor = request.actor  # type: ignore[attr-defined]
    shown = place_page(actor, code)
    stations = [
        {"station": sight.station, "words": opening_words(sight.opening, at)}
        for sight in station_list(code, at, limit=_STATIONS)
    ]
    context: dict[str, Any] = {
        "shown": shown,
        "crumbs": _crumbs(code),
        "stations": stations,
        "may_import": actor.can(DIVISION_IMPORT, code),
        "panels": panels_of(request, "place.right", shown.division),
    }
    return render(request, "places/places/division.html", context)


def _estate(request: HttpRequest, code: str) -> HttpResponse:
    estate = access_estate(request.actor, code, to=PLACE_SEE)  # type: ignore[attr-defined]
    context = {
        "estate": estate,
        "buildings": estate_buildings(estate),
        "crumbs": _crumbs(code, (estate.name, "")),
        "panels": panels_of(request, "estate.right", estate),
    }
    return render(request, "places/places/estate.html", context)


def _building(request: HttpRequest, code: str) -> HttpResponse:
    building = access_building(request.actor, code, to=PLACE_SEE)  # type: ignore[attr-defined]
    estate = building.estate
    above = (estate.name, reverse("place", args=[estate.code]))
    context = {
        "building": building,
        "grid": building_grid(building),
        "crumbs": _crumbs(code, above, (building.number, "")),
        "panels": panels_of(request, "building.right", building),
    }
    return render(request, "places/places/building.html", context)
