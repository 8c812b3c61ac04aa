"""Every door of the site as data: pages of the resolver and operations of the API."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from _pytest.mark import ParameterSet
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from ninja.operation import PathView

from doorstep.platform.web.access import Access
from doorstep.project.api import api

PREFIX = "/api/v1"
_PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>|{(?:(?P<api_kind>\w+):)?(?P<api>\w+)}")
# Plausible values by the name of a parameter, then by its converter.
BY_NAME = {"code": "310115005005", "place": "310115005005", "community": "310115005005"}
BY_KIND = {
    "int": "987654321",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "slug": "nothing",
    "path": "nothing/here",
}


@dataclass(frozen=True)
class Door:
    """One address with one method: ``route`` with its parameters, ``path`` with plausible values
    in their place. ``access`` is None when nobody declared any."""

    method: str
    path: str
    name: str
    access: Access | None
    api: bool = False
    route: str = ""

    @property
    def parameters(self) -> list[str]:
        return [m["name"] or m["api"] for m in _PARAMETER.finditer(self.route)]

    def path_with(self, values: dict[str, object]) -> str:
        """Return the address with ``values`` in place of its parameters."""
        return _PARAMETER.sub(lambda m: str(values[m["name"] or m["api"]]), self.route)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def _value(match: re.Match[str]) -> str:
    name = match["name"] or match["api"]
    kind = match["kind"] or match["api_kind"] or "str"
    return BY_KIND.get(kind) or BY_NAME.get(name) or ("987654321" if "id" in name else "nothing")


def filled(route: str) -> str:
    """Return an address that the route matches."""
    return _PARAMETER.sub(_value, route)


def _declared(view: Any) -> Access | None:
    while view is not None:
        if isinstance(found := getattr(view, "access", None), Access):
            return found
        view = getattr(view, "__wrapped__", None)
    return None


def _patterns(resolver: URLResolver, before: str) -> Iterator[tuple[str, URLPattern, bool]]:
    for entry in resolver.url_patterns:
        plain = isinstance(entry.pattern, RoutePattern)
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, route)
        else:
            yield route, entry, plain


def _is_third_party(view: Any) -> bool:
    module = getattr(getattr(view, "view_class", view), "__module__", "")
    return not module.startswith("doorstep.")


@cache
def pages() -> tuple[Door, ...]:
    """Return every address of the resolver outside the API, ours and other people's."""
    found = []
    for route, pattern, plain in _patterns(get_resolver(), "/"):
        if route.startswith(f"{PREFIX}/"):
            continue
        path = filled(route) if plain else route
        method = "POST" if _only_posts(pattern.callback) else "GET"
        access = _declared(pattern.callback)
        found.append(Door(method, path, pattern.name or "", access, route=route if plain else ""))
    return tuple(found)


def _only_posts(view: Any) -> bool:
    """Say whether a view takes writes only: ``require_POST`` keeps its methods in a closure."""
    while view is not None:
        for cell in getattr(view, "__closure__", None) or ():
            value = cell.cell_contents
            if isinstance(value, list) and value and all(isinstance(v, str) for v in value):
                return "GET" not in value
        view = getattr(view, "__wrapped__", None)
    return False


def _path_views() -> Iterator[tuple[str, PathView]]:
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            parts = [part.lstrip("/") for part in (prefix, path) if part.strip("/")]
            yield "/".join(parts), view


@cache
def operations() -> tuple[Door, ...]:
    """Return every operation of the API."""
    return tuple(
        Door(
            method,
            filled(f"{PREFIX}/{path}"),
            operation.view_func.__name__,
            _declared(operation.view_func),
            api=True,
            route=f"{PREFIX}/{path}",
        )
        for path, view in _path_views()
        for operation in view.operations
        for method in sorted(operation.methods)
    )


def subject_of(door: Door) -> str:
    """Return the first part of an address: ``cases``, ``api/v1/cases`` …"""
    start = f"{PREFIX}/" if door.api else "/"
    return start[1:] + door.path[len(start) :].split("/")[0] or "home"


def by_subject(chosen: list[Door]) -> list[ParameterSet]:
    """Return the doors of each subject as one test: making people and cases is what takes time."""
    groups: dict[str, list[Door]] = {}
    for door in chosen:
        groups.setdefault(subject_of(door), []).append(door)
    return [pytest.param(group, id=subject) for subject, group in sorted(groups.items())]


def guarded() -> list[Door]:
    """Return the doors that say who may come in."""
    return [door for door in (*pages(), *operations()) if door.access]
