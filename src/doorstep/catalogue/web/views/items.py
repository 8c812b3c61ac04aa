"""Pages of service items."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from doorstep.catalogue import selectors
from doorstep.platform.web.access import page


@require_GET
@page(public=True)
def item_list_page(request: HttpRequest) -> HttpResponse:
    """List what is offered, found by name or sound."""
    query = request.GET.get("q", "").strip()[:40]
    items = selectors.item_list(query)
    return render(request, "catalogue/items/list.html", {"items": items, "query": query})


@require_GET
@page(public=True)
def item_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show one item."""
    return render(request, "catalogue/items/item.html", {"item": selectors.item_get(code)})
