"""The pieces that other apps put on the pages of places."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from doorstep.platform.modules import registry


def panels_of(request: HttpRequest, slot: str, subject: Any) -> list[SafeString]:
    """Return the HTML of every panel of ``slot`` that has something to say to this reader."""
    actor = request.actor  # type: ignore[attr-defined]
    return [
        mark_safe(html)
        for panel in registry().panels(slot)
        if (not panel.permission or actor.can(panel.permission))
        and (html := panel.render(request, subject))
    ]
