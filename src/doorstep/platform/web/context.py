"""What every shell needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string
from django.utils.translation import get_language

from doorstep.kernel.actor import Actor
from doorstep.platform.modules import navigation_on_offer
from doorstep.platform.web.live import live_address


def _navigation(request: HttpRequest, shell: str, actor: Actor) -> list[dict[str, Any]]:
    entries = []
    for nav in navigation_on_offer(shell):
        if nav.permission and not actor.can(nav.permission):
            continue
        try:
            url = reverse(nav.url_name)
        except NoReverseMatch:
            continue
        active = request.path == url or (url != "/" and request.path.startswith(url))
        entries.append({"title": nav.title, "url": url, "icon": nav.icon, "active": active})
    return entries


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return actor, navigation, preferences and the live address for the page shells."""
    actor: Actor = getattr(request, "actor", Actor.nobody())
    kind = "resident" if not actor.is_staff else "desk"
    return {
        "actor": actor,
        "shell": f"platform/shell/{kind}.html",
        "nav": _navigation(request, kind, actor),
        "ui": {
            "theme": request.COOKIES.get("theme", "auto"),
            "mode": request.COOKIES.get("mode", "normal"),
            "lang": get_language() or settings.LANGUAGE_CODE,
        },
        "live_url": live_address(request) if actor.is_signed_in else "",
        "demo": settings.DEMO,
        **_extras(request),
    }


def _extras(request: HttpRequest) -> dict[str, Any]:
    """Return what a module adds to the shells (places to choose from, the nearest station)."""
    if not hasattr(request, "actor") or connection.needs_rollback:
        return {}
    return import_string(settings.DOORSTEP_SHELL_EXTRAS)(request)
