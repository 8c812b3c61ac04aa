"""The API, assembled: every app's ``http/routes.py`` under ``/api/v1``."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from ninja.errors import HttpError, ValidationError
from ninja.renderers import JSONRenderer
from ninja.security import HttpBearer

from doorstep import __version__
from doorstep.kernel.errors import DoorstepError, Invalid
from doorstep.platform.http.problems import problem_response
from doorstep.platform.http.reading import BodyUnreadable, CarefulParser
from doorstep.platform.http.unfit import fields_of
from doorstep.platform.web.errors import as_doorstep_error
from doorstep.project.openapi import DocumentedAPI


class Bearer(HttpBearer):
    """Documents the bearer token; the actor was already found by the middleware."""

    openapi_description = "API token: `Authorization: Bearer dst_…`"

    def __call__(self, request: HttpRequest) -> Any:
        return request.actor.account_id or "nobody"  # type: ignore[attr-defined]

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        return token


class ReadableJSON(JSONRenderer):
    """Chinese stays Chinese: shorter, and readable in a terminal."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}


api = DocumentedAPI(
    title="Doorstep",
    version=__version__,
    description="The working system of a neighbourhood's public service.",
    openapi_url="/openapi.json",
    docs_url=None,
    urls_namespace="api",
    auth=Bearer(),
    parser=CarefulParser(),
    renderer=ReadableJSON(),
)


@api.exception_handler(DoorstepError)
def on_known(request: HttpRequest, error: DoorstepError) -> HttpResponse:
    return problem_response(request, error)


@api.exception_handler(Http404)
def on_missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem_response(request, as_doorstep_error(error))


@api.exception_handler(ValidationError)
def on_unfit(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem_response(request, Invalid(fields=fields_of(error.errors)))


@api.exception_handler(HttpError)
def on_unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """The router itself raises this for one thing only: a body that it can't read."""
    return problem_response(request, BodyUnreadable())


@api.exception_handler(Exception)
def on_anything_else(request: HttpRequest, error: Exception) -> HttpResponse:
    """Hand it to the middleware of errors, which rolls back and says nothing of the inside."""
    raise error


def _routers() -> None:
    for config in apps.get_app_configs():
        name = f"{config.name}.http"
        if config.name.startswith("django") or find_spec(name) is None:
            continue
        if find_spec(f"{name}.routes"):
            api.add_router("", import_module(f"{name}.routes").router)


_routers()
