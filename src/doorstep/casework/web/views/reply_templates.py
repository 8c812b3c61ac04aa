"""The words of a place: templates for answers, instead of those of the kind."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from doorstep.casework.models import ReplyTemplate
from doorstep.casework.models.labels import MOVE_TITLES
from doorstep.casework.operations.save_reply_template import save_reply_template
from doorstep.casework.permissions import EDIT_TEMPLATES
from doorstep.casework.selectors.kinds import find_kind
from doorstep.casework.selectors.rules_in_force import templates_seen
from doorstep.casework.web.rule_forms import TemplateForm
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import Invalid
from doorstep.places.public import place_names
from doorstep.platform.web.access import page
from doorstep.platform.web.forms import show_error


@require_http_methods(["GET", "POST"])
@page(permission=EDIT_TEMPLATES)
def templates(request: HttpRequest) -> HttpResponse:
    """List a place's own templates; write one, beginning with the words it takes the place of."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if request.method == "GET":
        form = TemplateForm(initial=_initial(actor, request.GET.dict()), actor=actor)
        return _page(request, actor, form)
    form = TemplateForm(request.POST, actor=actor)
    if not form.is_valid():
        return _page(request, actor, form, status=422)
    given = form.cleaned_data
    try:
        save_reply_template(
            place=given["place"],
            kind=given["kind"],
            move=given["move"],
            texts=form.texts(),
            by=actor,
            at=timezone.now(),
        )
    except Invalid as error:
        show_error(form, error)
        return _page(request, actor, form, status=error.status)
    messages.success(request, _("Saved. Answers begin with these words from now on."))
    return redirect("reply_templates")


def _initial(actor: Actor, query: dict[str, str]) -> dict[str, Any]:
    """Begin with the template that the address names, or with the kind's own words."""
    kind, move, place = (query.get(name, "")[:40] for name in ("kind", "move", "place"))
    row = templates_seen(actor).filter(kind=kind, move=move, place=place).first()
    declared = find_kind(kind)
    texts = row.texts if row else (declared.replies.get(move, {}) if declared else {})
    return {"kind": kind, "move": move or "accept", "place": place, **texts}


def _page(
    request: HttpRequest, actor: Actor, form: TemplateForm, status: int = 200
) -> HttpResponse:
    found = list(templates_seen(actor))
    names = place_names({row.place for row in found if row.place}) if found else {}
    rows = [_row(row, names, actor) for row in found]
    context = {"form": form, "rows": rows}
    return render(request, "casework/templates/page.html", context, status=status)


def _row(row: ReplyTemplate, names: dict[str, str], actor: Actor) -> dict[str, Any]:
    language = get_language() or ""
    kind = find_kind(row.kind)
    return {
        "row": row,
        "place": names.get(row.place, row.place) or _("everywhere"),
        "kind": kind.title_in(language) if kind else _("all kinds"),
        "move": MOVE_TITLES.get(row.move, row.move),
        "text": row.texts.get("en" if language.startswith("en") else "zh", ""),
        "mine": actor.can(EDIT_TEMPLATES, row.place),
    }
