"""Entering and correcting estates, buildings and dwellings."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from doorstep.kernel.errors import DoorstepError
from doorstep.places.models import Building, Dwelling, Estate
from doorstep.places.operations.change_dwelling import change_dwelling
from doorstep.places.operations.change_estate import change_estate
from doorstep.places.operations.create_building import create_building, planned_building
from doorstep.places.operations.create_estate import create_estate
from doorstep.places.permissions import ESTATE_EDIT
from doorstep.places.selectors.buildings import access_building, access_estate, grid_of
from doorstep.places.selectors.divisions import access_community
from doorstep.places.selectors.dwellings import access_dwelling
from doorstep.places.web.crumbs import crumbs_of
from doorstep.places.web.place_forms import BuildingForm, DwellingForm, EstateForm
from doorstep.platform.web.access import page
from doorstep.platform.web.forms import show_error

_LIKE = re.compile(r"^(\d+)(.*)$")


def _status(form: Any) -> int:
    return 422 if form.errors else 200


@require_http_methods(["GET", "POST"])
@page(permission=ESTATE_EDIT)
def new_estate(request: HttpRequest, code: str) -> HttpResponse:
    """Enter an estate under a community."""
    actor = request.actor  # type: ignore[attr-defined]
    actor.require(ESTATE_EDIT, code)
    community = access_community(actor, code)
    form = EstateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_estate(community=code, by=actor, at=timezone.now(), **form.cleaned_data)
        except DoorstepError as error:
            show_error(form, error)
        else:
            messages.success(request, _("Entered. Now its buildings, one after another."))
            return redirect("place", code=made.code)
    context = {
        "form": form,
        "title": _("Enter an estate"),
        "sub": community.name,
        "crumbs": crumbs_of(code, (_("Enter an estate"), "")),
        "back": reverse("place", args=[code]),
    }
    return render(request, "places/places/form.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@page(permission=ESTATE_EDIT)
def edit_estate(request: HttpRequest, code: str) -> HttpResponse:
    """Correct an estate's name and address; its dwellings are found by them at once."""
    actor = request.actor  # type: ignore[attr-defined]
    estate = access_estate(actor, code, to=ESTATE_EDIT)
    initial = {"name": estate.name, "road": estate.road, "lane": estate.lane}
    form = EstateForm(request.POST or None, initial=initial, change=True)
    if request.method == "POST" and form.is_valid():
        try:
            change_estate(code=code, by=actor, at=timezone.now(), **form.cleaned_data)
        except DoorstepError as error:
            show_error(form, error)
        else:
            messages.success(request, _("Saved. All homes are found by the new address."))
            return redirect("place", code=code)
    context = {
        "form": form,
        "title": _("Correct the estate"),
        "sub": estate.name,
        "crumbs": crumbs_of(code, _of_estate(estate), (_("Correct"), "")),
        "back": reverse("place", args=[code]),
    }
    return render(request, "places/places/form.html", context, status=_status(form))


def _of_estate(estate: Estate) -> tuple[str, str]:
    return estate.name, reverse("place", args=[estate.code])


@require_http_methods(["GET", "POST"])
@page(permission=ESTATE_EDIT)
def new_building(request: HttpRequest, code: str) -> HttpResponse:
    """Enter a building: say its floors, see the homes that would be made, then save."""
    actor = request.actor  # type: ignore[attr-defined]
    estate = access_estate(actor, code, to=ESTATE_EDIT)
    form = BuildingForm(request.POST or None, initial=_like(request, estate))
    grid = None
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("action") == "save":
                return _save_building(request, estate, form)
            grid = grid_of(*planned_building(estate=estate, **form.plan()))
        except DoorstepError as error:
            _show_plan_error(form, error)
    context = {
        "form": form,
        "estate": estate,
        "grid": grid,
        "crumbs": crumbs_of(code, _of_estate(estate), (_("Enter a building"), "")),
    }
    return render(request, "places/places/building_new.html", context, status=_status(form))


def _save_building(
    request: HttpRequest, estate: Estate, form: BuildingForm
) -> HttpResponseRedirect:
    building = create_building(
        estate=estate.code,
        by=request.actor,  # type: ignore[attr-defined]
        at=timezone.now(),
        **form.plan(),
    )
    messages.success(request, _("Entered %(number)s.") % {"number": building.number})
    return HttpResponseRedirect(reverse("place", args=[building.code]))


def _show_plan_error(form: BuildingForm, error: DoorstepError) -> None:
    """Show what the operation says of ``floors`` at the field they are made from."""
    if "floors" in error.fields:
        error.fields["skipped"] = error.fields.pop("floors")
    show_error(form, error)


def _like(request: HttpRequest, estate: Estate) -> dict[str, Any]:
    """Return what ``?like=``, a building of this estate, is like, with the next number."""
    model = Building.objects.filter(estate=estate, code=request.GET.get("like", "")[:18]).first()
    if model is None:
        return {}
    numbered = _LIKE.match(model.number)
    below = sum(floor.startswith("B") for floor in model.floors)
    above = [floor for floor in model.floors if not floor.startswith("B")]
    plain = [int(floor) for floor in above if floor.isdigit()]
    first = Dwelling.objects.under(model.code).filter(floor=above[-1], unit=1) if above else None
    return {
        "number": f"{int(numbered[1]) + 1}{numbered[2]}" if numbered else "",
        "kind": model.kind,
        "storeys": max(plain, default=1),
        "basements": below,
        "skipped": ", ".join(
            str(n) for n in range(1, max(plain, default=0)) if str(n) not in above
        ),
        "units": model.units,
        "rooms": first.count() if first is not None else 0,
        "has_lift": model.has_lift,
        "built_year": model.built_year,
    }


@require_http_methods(["GET", "POST"])
@page(permission=ESTATE_EDIT)
def edit_dwelling(request: HttpRequest, code: str) -> HttpResponse:
    """Correct what a home is used for, who lives there, or its number."""
    actor = request.actor  # type: ignore[attr-defined]
    home = access_dwelling(actor, code, to=ESTATE_EDIT)
    building = access_building(actor, home.building_id, to=ESTATE_EDIT)
    initial = {"number": home.number, "use": home.use, "occupancy": home.occupancy}
    form = DwellingForm(request.POST or None, initial=initial)
    back = f"{reverse('place', args=[building.code])}?home={home.code}#d{home.code}"
    if request.method == "POST" and form.is_valid():
        try:
            change_dwelling(code=code, by=actor, at=timezone.now(), **form.cleaned_data)
        except DoorstepError as error:
            show_error(form, error)
        else:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(back)
    above = (building.number, reverse("place", args=[building.code]))
    context = {
        "form": form,
        "title": home.said,
        "sub": _("Residents are not changed by this."),
        "crumbs": crumbs_of(code, _of_estate(building.estate), above, (home.number, "")),
        "back": back,
    }
    return render(request, "places/places/form.html", context, status=_status(form))
