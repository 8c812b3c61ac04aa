"""Middleware: who acts, under which scope, with which headers."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils.module_loading import import_string

from doorstep.kernel.actor import Actor
from doorstep.platform import metrics, trail
from doorstep.platform.modules import switching
from doorstep.platform.scope import scoped
from doorstep.platform.web.live import live_origin
from doorstep.platform.web.refusals import note_refusal

GetResponse = Callable[[HttpRequest], HttpResponse]
log = structlog.get_logger("doorstep.request")


def request_log(get_response: GetResponse) -> GetResponse:
    """Give each request an id, log one line without personal data, and count it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.request_id = uuid.uuid4().hex[:16]  # type: ignore[attr-defined]
        started = time.perf_counter()
        response = get_response(request)
        seconds = time.perf_counter() - started
        match = request.resolver_match
        route = match.route if match else "unmatched"
        metrics.observe(request.method or "", route, response.status_code, seconds)
        log.info(
            "request",
            id=request.request_id,  # type: ignore[attr-defined]
            method=request.method,
            route=route,
            status=response.status_code,
            ms=round(seconds * 1000, 1),
        )
        response["X-Request-Id"] = request.request_id  # type: ignore[attr-defined]
        return response

    return middleware


def security_headers(get_response: GetResponse) -> GetResponse:
    """Keep pages out of caches and devices closed, on every answer, errors too."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(self), geolocation=(self), microphone=(self), payment=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if settings.LIVE_PORT:
            response._csp_update = {"connect-src": [live_origin(request)]}  # type: ignore[attr-defined]
        return response

    return middleware


# These answer even while the database is away, so nobody is looked up for them.
_BARE = ("/healthz", "/readyz", "/metrics")


class ActorMiddleware:
    """Put ``request.actor`` in place: from the session or a bearer token, with grants as they
    stand now, so that a change of grant holds at the next request."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.provide = import_string(settings.DOORSTEP_ACTOR_PROVIDER)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        bare = request.path in _BARE
        request.actor = Actor.nobody() if bare else self.provide(request)  # type: ignore[attr-defined]
        return self.get_response(request)


class ScopeMiddleware:
    """Run the request as one transaction under the scope of its actor.

    An answer of 500 rolls everything back; a refusal (4xx) commits, so that the trail keeps it:
    the operation that refused has already rolled back to its own savepoint.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in _BARE:
            return self.get_response(request)
        trail.begin_request()
        actor: Actor = request.actor  # type: ignore[attr-defined]
        with scoped(actor.scope()), switching.shown_to(actor):
            response = self.get_response(request)
            if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
                response.render()
            if response.status_code >= 500:
                transaction.set_rollback(True)
            else:
                note_refusal(request, response)
        return response
