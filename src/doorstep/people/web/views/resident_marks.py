"""What hangs on a person: sealed fields opened, tags, consents, relations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from doorstep.kernel.errors import DoorstepError
from doorstep.people.permissions import CONSENT_RECORD, RESIDENT_AMEND, RESIDENT_OPEN
from doorstep.people.public import (
    access_resident,
    enrol_agent,
    give_consent,
    note_relation,
    open_sealed_field,
    person_page,
    tag_resident,
    untag_resident,
    withdraw_consent,
)
from doorstep.people.web.resident_forms import (
    ConsentForm,
    OpeningForm,
    RelationForm,
    TagForm,
    show_error,
)
from doorstep.people.web.views.residents import person_context
from doorstep.platform.web.access import page


@require_POST
@page(permission=RESIDENT_OPEN.code)
def openings(request: HttpRequest, resident_id: int) -> HttpResponse:
    """Open a sealed field for a minute; the purpose goes to the trail."""
    actor = request.actor  # type: ignore[attr-defined]
    resident = access_resident(actor, resident_id, to=RESIDENT_OPEN.code)
    form = OpeningForm(request.POST)
    context: dict[str, Any] = {"resident": resident, "form": form, "may_open": True}
    context["field"] = request.POST.get("field", "")[:40]
    if form.is_valid():
        try:
            context["opened"] = open_sealed_field(
                resident_id=resident_id, by=actor, at=timezone.now(), **form.cleaned_data
            )
        except DoorstepError as error:
            show_error(form, error)
    fragment = bool(request.htmx)  # type: ignore[attr-defined]
    template = "people/residents/_sealed.html" if fragment else "people/residents/opened.html"
    opened = context.get("opened")
    response = render(request, template, context, status=200 if opened else 422)
    if opened and not fragment:
        response["Refresh"] = f"{opened.seconds}; url=/people/{resident_id}/"
    return response


@require_GET
@page(permission=RESIDENT_OPEN.code)
def sealed_again(request: HttpRequest, resident_id: int, field: str) -> HttpResponse:
    """Return a sealed field masked again: what an opened one turns into after its minute."""
    actor = request.actor  # type: ignore[attr-defined]
    resident = access_resident(actor, resident_id, to=RESIDENT_OPEN.code)
    context = {"resident": resident, "field": field, "may_open": True}
    return render(request, "people/residents/_sealed.html", context)


def _answer(
    request: HttpRequest,
    resident_id: int,
    name: str,
    form: forms.Form,
    act: Callable[[], object],
    done: str,
) -> HttpResponse:
    """Run ``act`` when ``form`` is complete, then show the person, with the form if it failed."""
    if form.is_valid():
        try:
            act()
        except DoorstepError as error:
            show_error(form, error)
        else:
            messages.success(request, done)
            return redirect("person", resident_id=resident_id)
    actor = request.actor  # type: ignore[attr-defined]
    shown = person_page(actor, resident_id, at=timezone.now())
    context = person_context(request, shown, **{name: form})
    return render(request, "people/residents/person.html", context, status=422)


@require_POST
@page(permission=RESIDENT_AMEND.code)
def tags(request: HttpRequest, resident_id: int) -> HttpResponse:
    """Note a tag."""
    form, actor = TagForm(request.POST), request.actor  # type: ignore[attr-defined]

    def act() -> object:
        return tag_resident(
            resident_id=resident_id, by=actor, at=timezone.now(), **form.cleaned_data
        )

    return _answer(request, resident_id, "tag_form", form, act, _("Noted."))


@require_POST
@page(permission=RESIDENT_AMEND.code)
def tag_end(request: HttpRequest, tag_id: int) -> HttpResponse:
    """End a tag."""
    actor = request.actor  # type: ignore[attr-defined]
    tag = untag_resident(tag_id=tag_id, by=actor, at=timezone.now())
    messages.success(request, _("The tag has ended."))
    return redirect("person", resident_id=tag.resident_id)


@require_POST
@page(permission=RESIDENT_AMEND.code)
def relations(request: HttpRequest, resident_id: int) -> HttpResponse:
    """Note who stands by a person."""
    form, actor = RelationForm(request.POST), request.actor  # type: ignore[attr-defined]

    def act() -> object:
        return note_relation(
            resident_id=resident_id, by=actor, at=timezone.now(), **form.cleaned_data
        )

    return _answer(request, resident_id, "relation_form", form, act, _("Noted."))


@require_POST
@page(permission=CONSENT_RECORD.code)
def consents(request: HttpRequest, resident_id: int) -> HttpResponse:
    """Record a consent given before a worker."""
    form, actor = ConsentForm(request.POST), request.actor  # type: ignore[attr-defined]

    def act() -> object:
        given = dict(form.cleaned_data)
        phone, at = given.pop("agent_phone"), timezone.now()
        agent = enrol_agent(phone=phone, at=at) if phone else None
        return give_consent(principal_id=resident_id, agent=agent, by=actor, at=at, **given)

    return _answer(request, resident_id, "consent_form", form, act, _("The consent is recorded."))


@require_POST
@page(permission=CONSENT_RECORD.code, resident=True)
def consent_withdrawal(request: HttpRequest, consent_id: int) -> HttpResponse:
    """Take a consent back: one click."""
    actor = request.actor  # type: ignore[attr-defined]
    ended = withdraw_consent(consent_id=consent_id, by=actor, at=timezone.now())
    messages.success(request, _("Withdrawn."))
    if actor.is_resident:
        return redirect("me")
    return redirect("person", resident_id=ended.principal_id)
