"""A small site for the tests of the platform: who acts is set, and every view does one thing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import include, path

from doorstep.kernel.actor import Actor, Grant
from doorstep.kernel.errors import Conflict, Forbidden, Invalid
from doorstep.platform import trail
from doorstep.platform.idempotency import require_key
from doorstep.platform.models import TrailEntry
from doorstep.platform.web.access import page

AT = datetime(2026, 11, 20, 2, tzinfo=UTC)
PLACE = "310115005005"
CHEN = Actor("staff", "陈敏", account_id=11, grants=(Grant("worker", PLACE),), via="session")
LU = Actor("staff", "陆佳", account_id=12, grants=(Grant("worker", "310106021004"),), via="session")
SUN = Actor("resident", "孙桂花", account_id=13, persons=(1,), via="session")
NOBODY = Actor.nobody()

hold = threading.Barrier(1)


def provide(request: HttpRequest) -> Actor:
    """Return whoever the header says."""
    actors = {"chen": CHEN, "lu": LU, "sun": SUN}
    return actors.get(request.headers.get("X-Actor", ""), NOBODY)


def effects(action: str = "stage.wrote") -> int:
    return TrailEntry.objects.filter(action=action).count()


def note(request: HttpRequest, action: str = "stage.wrote", **options: object) -> TrailEntry:
    return trail.record(action=action, by=request.actor, at=AT, **options)


@page(signed_in=True)
def write(request: HttpRequest) -> HttpResponse:
    entry = note(request)
    messages.success(request, "Written.")
    response = redirect(f"/wrote/{entry.pk}/") if request.POST.get("go") else HttpResponse(entry.pk)
    response["X-Request-Own"] = "not kept"
    return response


@page(signed_in=True)
def write_api(request: HttpRequest) -> HttpResponse:
    require_key(request)
    return HttpResponse(str(note(request).pk), status=201)


@page(signed_in=True)
def write_slowly(request: HttpRequest) -> HttpResponse:
    entry = note(request)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.4)")
    return HttpResponse(str(entry.pk))


@page(signed_in=True)
def pick(request: HttpRequest) -> HttpResponse:
    if request.POST.get("words") != "right":
        raise Invalid(fields={"words": "Something is missing."})
    return HttpResponse(str(note(request).pk))


def raises(error: Exception):
    @page(public=True)
    def view(request: HttpRequest) -> HttpResponse:
        note(request)
        raise error

    return view


@page(public=True)
def refuses_with_own_entry(request: HttpRequest) -> HttpResponse:
    note(request, "door.refused", result="refused")
    raise Forbidden


@page(public=True)
def stream(request: HttpRequest) -> StreamingHttpResponse:
    note(request)

    def lines() -> Iterator[str]:
        yield "scope: "
        with connection.cursor() as cursor:
            cursor.execute("SELECT coalesce(current_setting('doorstep.prefixes', true), '')")
            yield f"[{cursor.fetchone()[0]}]"

    return StreamingHttpResponse(lines())


RAISED = {
    "missing": Http404("x"), "denied": PermissionDenied(), "forbidden": Forbidden(permission="x"),
    "conflict": Conflict(), "large": RequestDataTooBig(), "invalid": Invalid(),
    "broken": RuntimeError("secret inside"),
}  # fmt: skip
DOORS = [
    path("write/", write),
    path("slow/", write_slowly),
    path("pick/", pick),
    path("own/", refuses_with_own_entry),
    path("stream/", stream),
    *(path(f"raise/{name}/", raises(error)) for name, error in RAISED.items()),
]
urlpatterns = [
    path("stage/", include(DOORS)),
    path("api/v1/stage/", include([path("write/", write_api), *DOORS[1:]])),
    path("", include("doorstep.project.urls")),
]
handler404 = "doorstep.platform.web.errors.not_found"
handler500 = "doorstep.platform.web.errors.broken"
