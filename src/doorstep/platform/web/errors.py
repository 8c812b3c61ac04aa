"""Errors on pages, and where a request for JSON is handed to the problem renderer."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import structlog
from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.db import transaction
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext

from doorstep.kernel.errors import (
    N_,
    DoorstepError,
    Expired,
    Forbidden,
    Invalid,
    NotFound,
    TooLarge,
    Unauthenticated,
)
from doorstep.platform.http.problems import problem_response, texts_of, wants_json
from doorstep.platform.http.reading import is_storable

log = structlog.get_logger("doorstep.error")


class FormExpired(Expired):
    code = "form-expired"
    status = 403
    title = N_("This page was open for too long.")
    mend = N_("Go back, reload it and send it again; what you typed is kept on this device.")


class WrongMethod(DoorstepError):
    code = "wrong-method"
    status = 405
    title = N_("This address does not take {method}.")
    mend = N_("It takes: {allowed}.")


class Broken(DoorstepError):
    code = "internal"
    status = 500
    title = N_("Something broke on our side.")
    mend = N_("Nothing was saved. Try again; if it stays, tell us the number below.")


def as_doorstep_error(error: Exception) -> DoorstepError:
    """Return what a person should be told about ``error``."""
    if isinstance(error, DoorstepError):
        return error
    if isinstance(error, Http404):
        return NotFound()
    if isinstance(error, PermissionDenied):
        return Forbidden()
    if isinstance(error, RequestDataTooBig):
        return TooLarge()
    if isinstance(error, (SuspiciousOperation, BadRequest, MultiPartParserError)):
        return Invalid()
    return Broken()


def render_error(request: HttpRequest, error: DoorstepError, **more: Any) -> HttpResponse:
    """Render an error as a page, a fragment (htmx) or problem details, by what was asked for."""
    if wants_json(request):
        return problem_response(request, error)
    if isinstance(error, Unauthenticated) and request.method == "GET":
        return _to_sign_in(request)
    title, mend = texts_of(error)
    context: dict[str, Any] = {"error": error, "error_title": title, "error_mend": mend, **more}
    template = "platform/error_fragment.html" if _is_fragment(request) else "platform/error.html"
    return render(request, template, context, status=error.status)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    target = f"/signin/?{urlencode({'next': request.get_full_path()})}"
    if _is_fragment(request):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = target
        return response
    return HttpResponseRedirect(target)


def _is_fragment(request: HttpRequest) -> bool:
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.boosted


class ErrorMiddleware:
    """Turn every error that leaves a view into an answer a person can act on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            _refuse_unstorable(request)
        except DoorstepError as error:
            return render_error(request, error)
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and wants_json(request):
            return _wrong_method(request, response["Allow"])
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse:
        known = as_doorstep_error(error)
        if known.status >= 500:
            log.exception("broken", id=getattr(request, "request_id", ""), path=request.path)
            if transaction.get_connection().in_atomic_block:
                transaction.set_rollback(True)
        return render_error(request, known)


def _refuse_unstorable(request: HttpRequest) -> None:
    """Refuse an address with characters that the database can't keep, wherever it leads."""
    if not is_storable(request.path_info):
        raise NotFound
    for name, values in request.GET.lists():
        if not all(map(is_storable, (name, *values))):
            raise Invalid


def _wrong_method(request: HttpRequest, allowed: str) -> HttpResponse:
    error = WrongMethod(method=request.method or "", allowed=allowed)
    response = problem_response(request, error)
    response["Allow"] = allowed
    return response


_UNSPOKEN = re.compile("token|once|password|code|phone|number|next")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token has expired or is missing; what was written is given back."""
    return render_error(request, FormExpired(), written=_written(request))


def _written(request: HttpRequest) -> list[str]:
    """Return the sentences of a form: no secrets, no tokens, nothing one ticks."""
    values = [str(v) for name, v in request.POST.items() if not _UNSPOKEN.search(name)]
    return [value for value in values if not value.isascii() or " " in value.strip()]


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render_error(request, NotFound())


def broken(request: HttpRequest) -> HttpResponse:
    return render_error(request, Broken())


def message_of(error: DoorstepError) -> str:
    """Return title and mend as one sentence, for a form's summary."""
    title, mend = texts_of(error)
    return f"{title} {mend}".strip() or gettext("That did not work.")
