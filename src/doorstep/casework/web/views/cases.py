"""The page of one case."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from doorstep.casework.permissions import SEE
from doorstep.casework.selectors.pages import case_page
from doorstep.casework.web.case_page import (
    case_context,
    head_context,
    middle_context,
)
from doorstep.kernel.actor import Actor
from doorstep.platform.web.access import page


@require_GET
@page(permission=SEE)
def case(request: HttpRequest, number: str) -> HttpResponse:
    """Show a case; to htmx what may have changed: its head and its timeline."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    at = timezone.now()
    if request.htmx and not request.htmx.boosted:  # type: ignore[attr-defined]
        shown = case_page(actor, number)
        context = head_context(actor, shown, at=at) | middle_context(actor, shown, at=at)
        context["changed"] = request.GET.get("version") != str(shown.case.version)
        return render(request, "casework/case/live.html", context)
    return render(request, "casework/case/page.html", case_context(actor, number, at=at))
