"""Entering and correcting residents; moves and deaths."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from doorstep.kernel.errors import DoorstepError
from doorstep.people.permissions import RESIDENT_AMEND, RESIDENT_REGISTER
from doorstep.people.public import (
    Resident,
    access_resident,
    amend_resident,
    move_resident,
    record_death,
    register_resident,
    said_of,
)
from doorstep.people.web.resident_forms import (
    AmendForm,
    DeathForm,
    MoveForm,
    RegisterForm,
    show_error,
)
from doorstep.platform.web.access import page


@require_http_methods(["GET", "POST"])
@page(permission=RESIDENT_REGISTER.code)
def new_resident(request: HttpRequest) -> HttpResponse:
    """Enter a resident; ``?place=`` is the dwelling one comes from."""
    actor = request.actor  # type: ignore[attr-defined]
    place = request.GET.get("place", "")
    form = RegisterForm(request.POST or None, actor=actor, initial={"place": place})
    if request.method == "POST" and form.is_valid():
        details = dict(form.cleaned_data)
        where, another = details.pop("place"), details.pop("another_person")
        try:
            made = register_resident(
                place=where, details=details, another_person=another, by=actor, at=timezone.now()
            )
        except DoorstepError as error:
            show_error(form, error)
        else:
            messages.success(request, _("Entered."))
            return redirect("person", resident_id=made.pk)
    said = said_of([place]).get(place, "") if place else ""
    context = {"form": form, "said": said, "title": _("Enter a resident")}
    return render(request, "people/residents/new.html", context, status=_status(form))


def _status(form: Any) -> int:
    return 422 if form.is_bound else 200


@require_http_methods(["GET", "POST"])
@page(permission=RESIDENT_AMEND.code)
def edit_resident(request: HttpRequest, resident_id: int) -> HttpResponse:
    """Correct what is kept about a person."""
    actor = request.actor  # type: ignore[attr-defined]
    resident = access_resident(actor, resident_id, to=RESIDENT_AMEND.code)
    form = AmendForm(request.POST or None, initial=_initial(resident))
    if request.method == "POST" and form.is_valid():
        try:
            amend_resident(
                resident_id=resident.pk,
                version=form.cleaned_data["version"],
                details=form.details(),
                by=actor,
                at=timezone.now(),
            )
        except DoorstepError as error:
            show_error(form, error)
        else:
            messages.success(request, _("Corrected."))
            return redirect("person", resident_id=resident.pk)
    context = {"form": form, "resident": resident, "title": _("Correct")}
    return render(request, "people/residents/edit.html", context, status=_status(form))


def _initial(resident: Resident) -> dict[str, Any]:
    kept = ("name", "gender", "residence", "relation_to_head", "language", "needs_note", "version")
    return {key: getattr(resident, key) for key in kept}


@require_http_methods(["GET", "POST"])
@page(permission=RESIDENT_AMEND.code)
def move(request: HttpRequest, resident_id: int) -> HttpResponse:
    """Record that a person moved."""
    actor = request.actor  # type: ignore[attr-defined]
    resident = access_resident(actor, resident_id, to=RESIDENT_AMEND.code)
    form = MoveForm(request.POST or None, actor=actor, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            move_resident(resident_id=resident.pk, by=actor, at=timezone.now(), **form.cleaned_data)
        except DoorstepError as error:
            show_error(form, error)
        else:
            messages.success(request, _("The move is recorded."))
            return redirect("person", resident_id=resident.pk)
    context = {"form": form, "resident": resident, "title": _("Moved")}
    return render(request, "people/residents/edit.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@page(permission=RESIDENT_AMEND.code)
def death(request: HttpRequest, resident_id: int) -> HttpResponse:
    """Record a death."""
    actor = request.actor  # type: ignore[attr-defined]
    resident = access_resident(actor, resident_id, to=RESIDENT_AMEND.code)
    form = DeathForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["on"]
        try:
            record_death(resident_id=resident.pk, on=day, by=actor, at=timezone.now())
        except DoorstepError as error:
            show_error(form, error)
        else:
            messages.success(request, _("Recorded. Consents given by this person have ended."))
            return redirect("person", resident_id=resident.pk)
    context = {"form": form, "resident": resident, "title": _("Record a death")}
    return render(request, "people/residents/edit.html", context, status=_status(form))
