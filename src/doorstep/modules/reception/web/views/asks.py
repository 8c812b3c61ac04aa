"""Asking in one's own words: a sentence, what it seems to be about, a few ticks, a photo."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from doorstep.casework.public import Asked, Case, add_file, find_kind, kinds_on_offer, open_case
from doorstep.kernel.errors import DoorstepError
from doorstep.modules.reception.selectors.phone import (
    OTHER,
    kinds_like,
    may_ask_for,
    place_of_person,
)
from doorstep.modules.reception.web.forms import AskForm
from doorstep.people.public import own_resident
from doorstep.platform.modules import CaseKind
from doorstep.platform.web.access import Request, page
from doorstep.platform.web.forms import show_error


@require_http_methods(["GET", "POST"])
@page(resident=True)
def ask(request: Request) -> HttpResponse:
    """Show what the sentence seems to be about; take the case when it is sent.

    Without JavaScript the button "this one" loads the questions of another kind.
    """
    data = request.POST if request.method == "POST" else request.GET
    words = data.get("words", "").strip()
    proposed = kinds_like(words)
    kind = find_kind(data.get("kind", "")) or (proposed[0] if proposed else None)
    if kind is None:
        kind = find_kind(OTHER)
    assert kind is not None
    persons = may_ask_for(request.actor)
    if request.method == "POST" and "choose" not in request.POST:
        form = AskForm(request.POST, request.FILES, kind=kind, persons=persons)
        return _send(request, form, proposed)
    form = AskForm(kind=kind, persons=persons, initial={"words": words})
    return _show(request, form, proposed)


@require_GET
@page(resident=True)
def proposals(request: Request) -> HttpResponse:
    """Return the kinds that what was typed so far seems to mean, as ticks."""
    proposed = kinds_like(request.GET.get("words", ""))
    chosen = find_kind(request.GET.get("kind", "")) or (proposed[0] if proposed else None)
    context = {"proposed": _with(proposed, chosen), "chosen": chosen}
    return render(request, "reception/asks/proposals.html", context)


@require_GET
@page(resident=True)
def questions(request: Request) -> HttpResponse:
    """Return the questions of the chosen kind."""
    kind = find_kind(request.GET.get("kind", "")) or find_kind(OTHER)
    assert kind is not None
    form = AskForm(kind=kind, persons=may_ask_for(request.actor))
    return render(request, "reception/asks/questions.html", {"form": form, "kind": kind})


def _with(proposed: list[CaseKind], chosen: CaseKind | None) -> list[CaseKind]:
    other = find_kind(OTHER)
    wanted = [*proposed, *([chosen] if chosen else []), *([other] if other else [])]
    return list({kind.code: kind for kind in wanted}.values())


def _show(
    request: Request, form: AskForm, proposed: list[CaseKind], status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "kind": form.kind,
        "chosen": form.kind,
        "proposed": _with(proposed, form.kind),
        "kinds": kinds_on_offer(),
    }
    return render(request, "reception/asks/ask.html", context, status=status)


def _send(request: Request, form: AskForm, proposed: list[CaseKind]) -> HttpResponse:
    if not form.is_valid():
        return _show(request, form, proposed, status=422)
    try:
        with transaction.atomic():
            case = _open(request, form)
    except DoorstepError as error:
        show_error(form, error)
        return _show(request, form, proposed, status=error.status)
    messages.success(request, _("We have it. You see here how it goes on."))
    return HttpResponseRedirect(reverse("my_case", args=[case.number]))


def _open(request: Request, form: AskForm) -> Case:
    actor, at, given = request.actor, timezone.now(), form.cleaned_data
    person = given["person"]
    me = own_resident(actor)
    agent = None if me is not None and me.pk == person else actor.account_id
    case = open_case(
        kind=form.kind.code,
        place=place_of_person(actor, person),
        place_text=given["place_text"],
        words=given["words"],
        answers=form.answers,
        asked=Asked(resident=person, by_account=agent),
        channel=Case.Channel.APP,
        by=actor,
        at=at,
    )
    for photo in given["photos"]:
        add_file(number=case.number, upload=photo, by=actor, at=at)
    return case
