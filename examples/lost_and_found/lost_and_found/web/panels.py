"""The piece on a station's page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from lost_and_found.selectors import finds_waiting


def finds_at_station(request: HttpRequest, subject: Any) -> str:
    """Return what waits at the station that is shown; "" when nothing does."""
    finds = list(finds_waiting(request.actor, subject.place_id, limit=5))  # type: ignore[attr-defined]
    if not finds:
        return ""
    return render_to_string("lost_and_found/panel.html", {"finds": finds}, request=request)
