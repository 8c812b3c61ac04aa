"""Opening and correcting stations, and their opening hours."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from doorstep.kernel.errors import DoorstepError
from doorstep.places.models import Station
from doorstep.places.operations.change_station import change_station
from doorstep.places.operations.open_station import FIELDS, open_station
from doorstep.places.operations.set_station_hours import set_station_hours
from doorstep.places.permissions import STATION_EDIT
from doorstep.places.rules.hours import Span
from doorstep.places.selectors.divisions import access_division
from doorstep.places.selectors.stations import access_station, hours_of
from doorstep.places.web.crumbs import crumbs_of
from doorstep.places.web.station_forms import (
    SPECIALS,
    HoursForm,
    StationForm,
    copied,
    hours_initial,
    is_weekly,
)
from doorstep.places.web.wording import weekday_names
from doorstep.platform.web.access import page
from doorstep.platform.web.forms import show_error

# action → (whose row is copied, to which rows)
_COPIES = {"copy-week": (1, (2, 3, 4, 5)), "copy-weekend": (6, (7,)), "copy-all": (1, range(2, 8))}


@require_http_methods(["GET", "POST"])
@page(permission=STATION_EDIT)
def new_station(request: HttpRequest, code: str) -> HttpResponse:
    """Open a station at a division."""
    actor = request.actor  # type: ignore[attr-defined]
    actor.require(STATION_EDIT, code)
    division = access_division(actor, code)
    form = StationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = open_station(place=code, by=actor, at=timezone.now(), **form.cleaned_data)
        except DoorstepError as error:
            show_error(form, error)
        else:
            messages.success(request, _("Opened. Now say when it is open."))
            return redirect("station_hours", code=made.code)
    context = {
        "form": form,
        "title": _("Open a station"),
        "sub": division.name,
        "crumbs": crumbs_of(code, (_("Open a station"), "")),
        "back": reverse("place", args=[code]),
    }
    return render(request, "places/stations/edit.html", context, status=_status(form))


def _status(form: Any) -> int:
    return 422 if form.errors else 200


def _head(station: Station, title: str) -> dict[str, Any]:
    here = reverse("station", args=[station.code])
    return {
        "title": title,
        "sub": station.name,
        "crumbs": crumbs_of(station.place_id, (station.name, here), (title, "")),
        "back": here,
    }


@require_http_methods(["GET", "POST"])
@page(permission=STATION_EDIT)
def edit_station(request: HttpRequest, code: str) -> HttpResponse:
    """Correct a station, or close it for good."""
    actor = request.actor  # type: ignore[attr-defined]
    station = access_station(actor, code, to=STATION_EDIT)
    names = (*FIELDS, "step_free", "latitude", "longitude", "closed_on")
    initial = {name: getattr(station, name) for name in names}
    form = StationForm(request.POST or None, initial=initial, change=True)
    if request.method == "POST" and form.is_valid():
        try:
            change_station(code=station.code, by=actor, at=timezone.now(), **form.cleaned_data)
        except DoorstepError as error:
            show_error(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("station", code=station.code)
    context = {"form": form, **_head(station, _("Correct the station"))}
    return render(request, "places/stations/edit.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@page(permission=STATION_EDIT)
def hours(request: HttpRequest, code: str) -> HttpResponse:
    """Set the week and the special days; a copy button fills rows and saves nothing."""
    actor = request.actor  # type: ignore[attr-defined]
    station = access_station(actor, code, to=STATION_EDIT)
    spans = hours_of(station)
    form, action = _hours_form(request, spans)
    if action == "save" and form.is_valid():
        kept = [*_seasonal(spans), *form.spans()]
        try:
            set_station_hours(code=station.code, spans=kept, by=actor, at=timezone.now())
        except DoorstepError as error:
            show_error(form, error)
        else:
            messages.success(request, _("The opening hours are set."))
            return redirect("station", code=station.code)
    context = {
        "form": form,
        "week": list(zip(weekday_names(), form.week_rows(), strict=True)),
        "seasonal": len(_seasonal(spans)),
        **_head(station, _("Opening hours")),
    }
    status = 422 if action == "save" and form.errors else 200
    return render(request, "places/stations/hours.html", context, status=status)


def _seasonal(spans: list[Span]) -> list[Span]:
    """Return the lines that the page doesn't edit, weekly ones of a season; they are kept."""
    return [span for span in spans if not span.special and not is_weekly(span)]


def _hours_form(request: HttpRequest, spans: list[Span]) -> tuple[HoursForm, str]:
    initial, specials = hours_initial(spans)
    if request.method != "POST":
        return HoursForm(initial=initial, specials=specials), ""
    action = request.POST.get("action", "save")
    shown = _shown_specials(request) or specials
    if action in _COPIES:
        source, targets = _COPIES[action]
        return HoursForm(copied(request.POST, source, targets), specials=shown), action
    if action == "more":
        return HoursForm(request.POST, specials=shown + 2), action
    return HoursForm(request.POST, specials=shown), "save"


def _shown_specials(request: HttpRequest) -> int:
    return sum(f"s{row}_first" in request.POST for row in range(SPECIALS))
