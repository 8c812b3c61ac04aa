"""The page that shows every component of the design system."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from doorstep.platform.web.access import page


@require_GET
@page(public=True)
def design_page(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    return render(request, "platform/design/index.html")
