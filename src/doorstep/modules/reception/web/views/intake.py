"""Taking a case at the desk: whom, what, a few ticks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from doorstep.casework.public import (
    TAKE,
    Asked,
    Case,
    Settled,
    add_file,
    find_kind,
    kinds_on_offer,
    open_case,
)
from doorstep.kernel.errors import DoorstepError
from doorstep.modules.reception.selectors.desk import Asker, asker_of, open_alike
from doorstep.modules.reception.web.forms import IntakeForm, said
from doorstep.modules.reception.web.present import calls_of, grouped
from doorstep.platform.modules import CaseKind
from doorstep.platform.web.access import Request, page
from doorstep.platform.web.forms import show_error


@require_http_methods(["GET", "POST"])
@page(permission=TAKE)
def intake(request: Request) -> HttpResponse:
    """Choose the kind, then take the case. ``person`` and ``kind`` stand in the address."""
    asker = asker_of(request.actor, request.GET.get("person", ""))
    kind = find_kind(request.GET.get("kind", ""))
    if kind is None:
        context: dict[str, Any] = {"asker": asker, "groups": grouped(kinds_on_offer())}
        return render(request, "reception/intake/kinds.html", context)
    if request.method == "POST":
        return _take(request, asker, kind)
    initial = {"words": request.GET.get("words", ""), "place_text": asker.said if asker else ""}
    return _show(request, asker, kind, IntakeForm(kind=kind, initial=initial))


def _show(
    request: Request, asker: Asker | None, kind: CaseKind, form: IntakeForm, status: int = 200
) -> HttpResponse:
    context = {
        "asker": asker,
        "kind": kind,
        "form": form,
        "calls": calls_of(kind),
        "guide": said(kind.guide),
        "similar": open_alike(request.actor, asker, kind) if asker else [],
    }
    return render(request, "reception/intake/form.html", context, status=status)


def _take(request: Request, asker: Asker | None, kind: CaseKind) -> HttpResponse:
    form = IntakeForm(request.POST, request.FILES, kind=kind)
    if not form.is_valid():
        return _show(request, asker, kind, form, status=422)
    try:
        with transaction.atomic():  # a photo that can't be kept takes the case back with it
            case = _open(request, asker, form)
    except DoorstepError as error:
        show_error(form, error)
        return _show(request, asker, kind, form, status=error.status)
    done = _("Settled and closed.") if case.closed_at else _("Taken. It is on its way.")
    messages.success(request, f"{done} {case.number}")
    return HttpResponseRedirect(reverse("case", args=[case.number]))


def _open(request: Request, asker: Asker | None, form: IntakeForm) -> Case:
    actor, at, given = request.actor, timezone.now(), form.cleaned_data
    outcome = given.get("outcome", "")
    case = open_case(
        kind=form.kind.code,
        place=asker.place if asker else actor.places[0],
        place_text=given["place_text"],
        words=given["words"],
        answers=form.answers,
        asked=Asked(resident=asker.id if asker else None),
        channel=given["channel"],
        settled=Settled(outcome=outcome, text=form.outcome_text()) if outcome else None,
        handle_myself=given["keep"],
        by=actor,
        at=at,
    )
    for photo in given["photos"]:
        add_file(number=case.number, upload=photo, by=actor, at=at)
    return case
