"""Refusals on pages and the API leave a mark: who was turned away from what, and when.

A page that sends somebody to sign in is no refusal. One entry a minute for each actor and route, so
that knocking a thousand times neither fills the trail nor hides what else happened; how often it
was stands in the figures.
"""

from __future__ import annotations

import threading
import time
from ipaddress import ip_address, ip_network

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from doorstep.kernel.actor import Actor
from doorstep.platform import metrics, trail

_REFUSALS = (401, 403)
_MOST_A_MINUTE = 600
_LEADING = 64  # bits of an IPv6 address that one household or firm has for itself


class OncePerMinute:
    """Remembers what was noted this minute, in this process; takes at most ``most`` keys, so that
    made-up addresses can't fill memory or trail."""

    def __init__(self, most: int = _MOST_A_MINUTE) -> None:
        self.most = most
        self._minute = -1
        self._seen: set[tuple[object, ...]] = set()
        self._lock = threading.Lock()

    def first(self, key: tuple[object, ...], *, seconds: float) -> bool:
        """Say whether ``key`` comes for the first time in the minute of ``seconds``."""
        minute = int(seconds // 60)
        with self._lock:
            if minute != self._minute:
                self._minute, self._seen = minute, set()
            if key in self._seen or len(self._seen) >= self.most:
                return False
            self._seen.add(key)
            return True


once_per_minute = OncePerMinute()


def note_refusal(request: HttpRequest, response: HttpResponse) -> None:
    """Record an answer of 401 or 403, unless what refused has left its own entry.

    Call it inside the request's transaction. The route is kept, never the address with its query.
    """
    if response.status_code not in _REFUSALS:
        return
    route = _route(request)
    metrics.REFUSALS.labels(route, str(response.status_code)).inc()
    if connection.needs_rollback or trail.refusal_was_recorded():
        return
    actor: Actor = request.actor  # type: ignore[attr-defined]
    address = actor.address or request.META.get("REMOTE_ADDR", "")
    who = actor.account_id or _neighbourhood(address)
    key = (who, request.method, route, response.status_code)
    if not once_per_minute.first(key, seconds=time.time()):
        return
    trail.record(
        action="request.refused",
        by=actor,
        at=timezone.now(),
        address=address,
        subject=f"route:{route}",
        result="refused",
        detail={"method": request.method, "route": route, "status": response.status_code},
    )


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.route if match else "unmatched"


def _neighbourhood(address: str) -> str:
    try:
        if ip_address(address).version == 6:
            return str(ip_network(f"{address}/{_LEADING}", strict=False))
    except ValueError:
        return ""
    return address
