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
from doorstep.places.models import Building, Division, Dwelling
from doorstep.places.permissions import (
    BLOCK_EDIT,
    DIVISION_IMPORT,
    DWELLING_SEE,
    ESTATE_EDIT,
    PLACE_SEE,
    STATION_EDIT,
)
from doorstep.places.selectors.buildings import access_building, access_estate, building_grid
from doorstep.places.selectors.communities import estate_buildings, place_page
from doorstep.places.selectors.dwellings import access_dwelling
from doorstep.places.selectors.stations import station_list
from doorstep.places.web.crumbs import crumbs_of
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
    building = reverse("place", args=[dwelling.building_id])
    return redirect(f"{building}?home={dwelling.code}#d{dwelling.code}")


def _is_near(prefixes: tuple[str, ...], code: str) -> bool:
    """Whether ``code`` lies in the scope, or above it (one may look up the line)."""
    return any(code.startswith(prefix) or prefix.startswith(code) for prefix in prefixes)


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
        "crumbs": crumbs_of(code),
        "stations": stations,
        "may_import": actor.can(DIVISION_IMPORT, code),
        "may_edit": actor.can(ESTATE_EDIT, code),
        "may_open": actor.can(STATION_EDIT, code),
        "may_cut": actor.can(BLOCK_EDIT, code),
        "panels": panels_of(request, "place.right", shown.division),
    }
    return render(request, "places/places/division.html", context)


def _estate(request: HttpRequest, code: str) -> HttpResponse:
    estate = access_estate(request.actor, code, to=PLACE_SEE)  # type: ignore[attr-defined]
    context = {
        "estate": estate,
        "may_edit": request.actor.can(ESTATE_EDIT, code),  # type: ignore[attr-defined]
        "buildings": estate_buildings(estate),
        "crumbs": crumbs_of(code, (estate.name, "")),
        "panels": panels_of(request, "estate.right", estate),
    }
    return render(request, "places/places/estate.html", context)


def _building(request: HttpRequest, code: str) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    building = access_building(actor, code, to=PLACE_SEE)
    estate, home = building.estate, _chosen(request, building)
    above = (estate.name, reverse("place", args=[estate.code]))
    slots = ("dwelling.right", "dwelling.open") if home else ("building.right",)
    subject = home or building
    context = {
        "building": building,
        "grid": building_grid(building),
        "home": home,
        "may_edit": actor.can(ESTATE_EDIT, code),
        "crumbs": crumbs_of(code, above, (building.number, "")),
        "panels": [html for slot in slots for html in panels_of(request, slot, subject)],
    }
    return render(request, "places/places/building.html", context)


def _chosen(request: HttpRequest, building: Building) -> Dwelling | None:
    """Return the home of ``?home=``, when it lies in this building and may be seen."""
    code = request.GET.get("home", "")[: LENGTHS["dwelling"]]
    if not code.startswith(building.code) or not request.actor.can(DWELLING_SEE, code):  # type: ignore[attr-defined]
        return None
    return Dwelling.objects.under(building.code).filter(code=code).first()
