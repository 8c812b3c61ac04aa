"""Writes that may be repeated: the first answer is kept and given again.

Page forms carry a hidden token (``{% once %}``), the API a header ``Idempotency-Key``. The key is
inserted in the request's own transaction: a second request with the same key waits for the first
one at the unique index, then gets its answer, or takes its place if the first came to nothing.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.exceptions import SuspiciousOperation
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils import timezone

from doorstep.kernel.errors import N_, Conflict, DoorstepError, Invalid
from doorstep.platform.models import IdempotentAnswer
from doorstep.platform.sealed.boxes import seal, unseal
from doorstep.platform.web.errors import as_doorstep_error, render_error

FIELD = "_once"
_LABEL = "platform_idempotentanswer.body"
_KEPT_HEADERS = ("Content-Type", "Location", "HX-Redirect", "HX-Location", "HX-Trigger", "ETag")
_KEPT = timedelta(hours=48)
_WRITES = ("POST", "PUT", "PATCH", "DELETE")


class KeyMissing(DoorstepError):
    code = "idempotency-key-missing"
    status = 400
    title = N_("This write needs a header Idempotency-Key.")
    mend = N_("Send a new random key with each new write, and the same key when you repeat it.")


class KeyUnfit(DoorstepError):
    code = "idempotency-key-unfit"
    status = 400
    title = N_("That Idempotency-Key can't be used.")
    mend = N_("Use 8 to 100 printable ASCII characters, such as a UUID.")


class KeyReused(Invalid):
    code = "idempotency-key-reused"
    title = N_("This Idempotency-Key was used for another request.")
    mend = N_("Send a new key.")


class FormSentAlready(Conflict):
    code = "form-sent-already"
    title = N_("This form was sent already, with something else in it.")
    mend = N_("What you sent first was kept. Open the page again to add to it or to change it.")


class IdempotencyMiddleware:
    """Give a repeated write the first answer again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in _WRITES:
            return self.get_response(request)
        try:
            key, digest = _key_and_digest(request)
            if not key:
                return self.get_response(request)
            kept = None if _claim(key, digest) else _kept_answer(request, key, digest)
        except (DoorstepError, SuspiciousOperation) as error:
            return render_error(request, as_doorstep_error(error))
        return kept or self._first(request, key)

    def _first(self, request: HttpRequest, key: str) -> HttpResponse:
        response = self.get_response(request)
        if transaction.get_connection().needs_rollback:
            return response
        if response.status_code < 400 and not response.streaming:
            _keep(key, response)
        else:
            IdempotentAnswer.objects.filter(pk=key).delete()
        return response


def _key_and_digest(request: HttpRequest) -> tuple[str, bytes]:
    actor = request.actor  # type: ignore[attr-defined]
    line = f"{request.method} {request.path}\n".encode()
    if not request.path.startswith("/api/"):
        token = request.POST.get(FIELD, "")[:100]
        if not token:
            return "", b""
        return f"{actor.account_id}:{token}", _sha(line + _fields(request))
    key = request.headers.get("Idempotency-Key", "")
    if not (actor.is_signed_in and _is_fit(key)):
        return "", b""  # the route refuses it, once it is certain that there is a route
    multipart = (request.content_type or "").startswith("multipart/")
    body = _fields(request) if multipart else request.body
    return f"{actor.account_id}:{key}", _sha(line + body)


def _fields(request: HttpRequest) -> bytes:
    """Return what a form says, whatever boundary it was packed with; files by name and size."""
    said = sorted((n, v) for n, v in request.POST.lists() if n != "csrfmiddlewaretoken")
    files = sorted((n, f.name, f.size) for n, some in request.FILES.lists() for f in some)
    return json.dumps([said, files]).encode()


def _is_fit(key: str) -> bool:
    return re.fullmatch("[!-~]{8,100}", key) is not None


def require_key(request: HttpRequest) -> None:
    """Refuse a write on the API that carries no key, or none that can be kept.

    Raises:
        KeyMissing, KeyUnfit.
    """
    if request.method not in _WRITES:
        return
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        raise KeyMissing
    if not _is_fit(key):
        raise KeyUnfit


def _sha(text: bytes) -> bytes:
    return hashlib.sha256(text).digest()


def _claim(key: str, digest: bytes) -> bool:
    """Insert the key; wait for another transaction that holds it. False: it was answered."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO platform_idempotentanswer (key, at, request, headers, body)"
            " VALUES (%s, %s, %s, '{}', '') ON CONFLICT DO NOTHING",
            [key, timezone.now(), digest],
        )
        return cursor.rowcount == 1


def _kept_answer(request: HttpRequest, key: str, digest: bytes) -> HttpResponse:
    kept = IdempotentAnswer.objects.get(pk=key)
    if bytes(kept.request) != digest:
        raise KeyReused if request.path.startswith("/api/") else FormSentAlready
    body = unseal(bytes(kept.body), _LABEL).encode() if kept.body else b""
    response = HttpResponse(body, status=kept.status)
    for name, value in kept.headers.items():
        response[name] = value
    response["Idempotent-Replayed"] = "true"
    return response


def _keep(key: str, response: HttpResponse) -> None:
    if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
        response.render()
    body = response.content.decode("utf-8", "replace")
    IdempotentAnswer.objects.filter(pk=key).update(
        status=response.status_code,
        headers={name: response[name] for name in _KEPT_HEADERS if name in response},
        body=seal(body, _LABEL) if body else b"",
    )


def purge_answers(*, at: datetime) -> int:
    """Remove answers older than two days: no browser and no program repeats a write so late."""
    removed, _by_table = IdempotentAnswer.objects.filter(at__lt=at - _KEPT).delete()
    return removed
