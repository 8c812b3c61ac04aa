"""The moves of a case: look at the form with GET, do it with POST, at one address each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from doorstep.casework.models import Case
from doorstep.casework.models.labels import MOVE_TITLES
from doorstep.casework.operations.reassign_case import reassign_case
from doorstep.casework.permissions import DISPATCH
from doorstep.casework.rules.routing import Target
from doorstep.casework.rules.states import Move, State, may
from doorstep.casework.selectors.cases import access_case
from doorstep.casework.selectors.pages import moves_open_to
from doorstep.casework.selectors.texts import reply_draft
from doorstep.casework.web.case_page import (
    case_context,
)
from doorstep.casework.web.choices import Choices
from doorstep.casework.web.explaining import explained
from doorstep.casework.web.forms import GAP, MoveForm, SuspendForm
from doorstep.casework.web.moves import DOORS, Door
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import Conflict, DoorstepError, Expired, Invalid
from doorstep.platform.http.problems import texts_of
from doorstep.platform.web.access import page
from doorstep.platform.web.errors import message_of
from doorstep.platform.web.forms import show_error

# What a template may be chosen from in the box for the answer.
DRAFTS = ("reply", "accept", "ask", "resolve", "suspend")
OPEN_GAPS = {"question": GAP, "reason": GAP, "outcome": GAP}


def move_view(door: Door) -> Callable[..., HttpResponse]:
    """Return the view of one move: its form with GET (a part of the page to htmx), doing it with
    POST."""

    def view(request: HttpRequest, number: str) -> HttpResponse:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        shown = access_case(actor, number)
        if request.method == "GET":
            return _show(request, door, shown, _blank(request, door, shown))
        if "draft" in request.POST:
            return _with_template(request, door, shown)
        form = door.form(request.POST, choices=Choices(actor, shown, timezone.now()))
        if not form.is_valid():
            return _show(request, door, shown, form, status=422)
        try:
            done = door.run(_given(form), _who(request, number, form))
        except (Invalid, Conflict, Expired) as error:
            return _refused(request, door, number, form, error)
        return _done(request, door, shown, done)

    view.__name__ = f"case_{door.move.value}"
    view.__doc__ = f"{door.move.value} a case."
    return require_http_methods(["GET", "POST"])(page(permission=door.permission)(view))


def _given(form: MoveForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "version"}


def _who(request: HttpRequest, number: str, form: MoveForm) -> dict[str, Any]:
    return {
        "number": number,
        "by": request.actor,  # type: ignore[attr-defined]
        "at": timezone.now(),
        "version": form.cleaned_data["version"],
    }


def _blank(request: HttpRequest, door: Door, shown: Case) -> MoveForm:
    draft = draft_of(shown, door.move) if door.drafted else ""
    fields = door.form.base_fields
    initial: dict[str, Any] = {"version": shown.version}
    initial |= dict.fromkeys((n for n in ("text", "word", "question") if n in fields), draft)
    if door.form is SuspendForm:
        initial["until"] = timezone.localdate() + timedelta(days=7)
    if "original" in request.GET:
        initial["original"] = request.GET["original"][:20]
    choices = Choices(request.actor, shown, timezone.now())  # type: ignore[attr-defined]
    return door.form(initial=initial, choices=choices, focus=door.move is not Move.REPLY)


def draft_of(shown: Case, move: str) -> str:
    """Return the template's text for the asker, with a gap where only a person can say it."""
    return reply_draft(shown, move, **OPEN_GAPS) if shown.asker_id else ""


def _with_template(request: HttpRequest, door: Door, shown: Case) -> HttpResponse:
    """Put a template into the box; what was written there already stays above it."""
    chosen = request.POST["draft"]
    written = request.POST.get("text", "").strip()[:5_000]
    draft = draft_of(shown, chosen) if chosen in DRAFTS else ""
    text = f"{written}\n\n{draft}" if written and draft not in written else draft or written
    choices = Choices(request.actor, shown, timezone.now())  # type: ignore[attr-defined]
    version = request.POST.get("version") or shown.version
    initial = {"version": version, "text": text}
    form = door.form(initial=initial, choices=choices, auto_id="reply_%s")
    if request.htmx:  # type: ignore[attr-defined]
        context = {"reply_form": form, "case": shown}
        return render(request, "casework/case/reply.html", context)
    return _show(request, door, shown, form)


def _show(
    request: HttpRequest, door: Door, shown: Case, form: MoveForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    """Show the form of a move: alone to htmx, otherwise within the page of the case."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "door": door,
        "move_title": MOVE_TITLES[door.move.value],
        "form": form,
        "case": shown,
        "is_open": door.move in moves_open_to(actor, shown),
        **more,
    }
    if door.move is Move.DISPATCH:
        context["explain"] = explained(form.choices.proposal.as_data(), shown)
    if request.htmx and not request.htmx.boosted and status == 200:  # type: ignore[attr-defined]
        return render(request, "casework/case/move.html", context)
    context |= {
        k: v
        for k, v in case_context(actor, shown.number, at=timezone.now()).items()
        if k not in context
    }
    if door.move is Move.REPLY and context["is_open"]:
        context |= {"reply_form": form, "inline": True}  # it has its own place on the page
    return render(request, "casework/case/page.html", context, status=status)


def _refused(
    request: HttpRequest, door: Door, number: str, form: MoveForm, error: DoorstepError
) -> HttpResponse:
    """Say why not, with everything that was typed still there and the case as it is now."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if request.htmx:  # type: ignore[attr-defined]
        response = HttpResponse(status=error.status)
        trigger_client_event(response, "toast", {"text": message_of(error)})
        return trigger_client_event(response, "live:case", {})
    shown = access_case(actor, number)
    if isinstance(error, Invalid):
        show_error(form, error)
        return _show(request, door, shown, form, status=error.status)
    again = door.form(
        {**{name: form.data[name] for name in form.data}, "version": shown.version},
        choices=Choices(actor, shown, timezone.now()),
    )
    return _show(
        request,
        door,
        shown,
        again,
        status=error.status,
        conflict=error,
        conflict_words=texts_of(error)[0],
    )


def _done(request: HttpRequest, door: Door, before: Case, done: Any) -> HttpResponse:
    undo = _undo_url(request, door, before)
    if request.htmx:  # type: ignore[attr-defined]
        response = HttpResponse(status=204)
        trigger_client_event(response, "toast", {"text": str(door.done), "undo": undo})
        return trigger_client_event(response, "live:case", {})
    messages.success(request, str(door.done), extra_tags=f"undo:{undo}" if undo else "")
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if door.move is Move.RELOCATE and not isinstance(done, Case):
        return redirect("work")
    back = request.POST.get("next", "")
    if back and url_has_allowed_host_and_scheme(back, {request.get_host()}):
        return redirect(back)
    if door.move is Move.RELOCATE and not actor.scope().covers(done.place):
        return redirect("work")
    return redirect("case", number=before.number)


def _undo_url(request: HttpRequest, door: Door, before: Case) -> str:
    """Offer a way back only where it leads to what was: accepting what lay with the unit."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    untouched = before.state == State.DISPATCHED and before.handler_id is None
    if door.move is Move.ACCEPT and untouched and actor.can(DISPATCH, before.holder_place):
        return reverse("case_acceptance_undo", args=[before.number])
    return ""


@require_POST
@page(permission=DISPATCH)
def undo_acceptance(request: HttpRequest, number: str) -> HttpResponse:
    """Lay a case that was accepted a moment ago back to its unit, as it was before."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    shown = access_case(actor, number)
    if shown.handler_id != actor.account_id or not may(Move.REASSIGN, shown.state):
        messages.warning(request, _("It has moved on since; nothing was taken back."))
        return redirect("case", number=number)
    unit = Target(shown.level, shown.holder_role, shown.holder_place)
    reassign_case(
        number=number, to=unit, reason=_("Accepted by mistake"), by=actor, at=timezone.now()
    )
    messages.success(request, _("Taken back; it lies with the unit again."))
    return redirect("case", number=number)


MOVE_PATHS: list[URLPattern] = [
    path(
        f"cases/<str:number>/{door.path}/",
        move_view(door),
        name=f"case_{door.path.replace('-', '_')}",
    )
    for door in DOORS
]
