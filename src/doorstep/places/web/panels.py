"""The pieces that other apps put on the pages of places."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from doorstep.platform.modules import panels_on_offer


def panels_of(request: HttpRequest, slot: str, subject: Any) -> list[SafeString]:
    """Return the HTML of every panel of ``slot`` that has something to say to this reader."""
    actor = request.actor  # type: ignore[attr-defined]
    place = str(getattr(subject, "place_id", None) or getattr(subject, "pk", subject))
    return [
        mark_safe(html)
        for panel in panels_on_offer(slot, place)
        if (not panel.permission or actor.can(panel.permission))
        and (html := panel.render(request, subject))
    ]
