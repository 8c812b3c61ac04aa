"""Errors on the API: problem details (RFC 9457)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext

from doorstep.kernel.errors import DoorstepError


def _filled(text: str, data: dict[str, object]) -> str:
    if not text:
        return ""
    try:
        return gettext(text).format(**{key: str(value) for key, value in data.items()})
    except (KeyError, IndexError, ValueError):
        return gettext(text)


def texts_of(error: DoorstepError) -> tuple[str, str]:
    """Return (what is wrong, how to mend it) in the reader's language."""
    return _filled(error.title, error.data), _filled(error.mend, error.data)


def wants_json(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def problem_response(request: HttpRequest, error: DoorstepError) -> HttpResponse:
    """Return ``application/problem+json`` with type, title, status, detail, instance and fields."""
    title, mend = texts_of(error)
    body: dict[str, object] = {
        "type": f"/problems/{error.code}",
        "title": title,
        "status": error.status,
        "detail": mend,
        "instance": getattr(request, "request_id", ""),
        "code": error.code,
    }
    if error.fields:
        body["fields"] = {name: _filled(text, error.data) for name, text in error.fields.items()}
    response = JsonResponse(
        body,
        status=error.status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )
    if error.status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="doorstep"'
    return response
