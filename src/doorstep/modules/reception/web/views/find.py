"""The one box, as you type and as a page of its own."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from doorstep.kernel.actor import Actor
from doorstep.modules.reception.permissions import DESK_USE
from doorstep.modules.reception.selectors.finding import find_anything
from doorstep.platform.web.access import Request, page

KINDS = {
    "person": _("Person"),
    "dwelling": _("Home"),
    "case": _("Case"),
    "item": _("Item"),
    "place": _("Place"),
}


def _hits(actor: Actor, query: str, limit: int) -> list[dict[str, Any]]:
    return [
        {
            "kind": hit.kind,
            "kind_title": KINDS.get(hit.kind, ""),
            "title": hit.title,
            "subtitle": hit.subtitle,
            "url": hit.url,
            "icon": hit.icon,
        }
        for hit in find_anything(actor, query, limit=limit)
    ]


@require_GET
@page(permission=DESK_USE)
def find_suggestions(request: Request) -> HttpResponse:
    """Answer each keystroke with a short list."""
    query = request.GET.get("q", "")
    context = {"hits": _hits(request.actor, query, 8)[:10], "q": query.strip()}
    return render(request, "platform/components/search_options.html", context)


@require_GET
@page(permission=DESK_USE)
def find(request: Request) -> HttpResponse:
    """Show everything that was found, by kind; works without JavaScript."""
    query = request.GET.get("q", "")
    context = {"hits": _hits(request.actor, query, 30), "q": query.strip()}
    return render(request, "reception/find/results.html", context)
