"""Addresses. Each app keeps its own under ``web/urls.py``."""

from __future__ import annotations

from importlib.util import find_spec

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path

from doorstep.platform.web import oversight, views
from doorstep.platform.web.design import design_page
from doorstep.project.api import api

_BUILT_IN = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics_view, name="metrics"),
    path("files/<str:token>", views.stored_file, name="file"),
    path("preferences/", views.preferences, name="preferences"),
    path("design/", design_page, name="design"),
    path("trail/", oversight.trail_page, name="trail"),
    path("installation/", oversight.installation, name="installation"),
    path("installation/<str:module>/switch/", oversight.switch, name="module_switch"),
    path("api/v1/", api.urls),
]


def _of_apps() -> list[URLPattern | URLResolver]:
    """Return the addresses of every app that has pages."""
    names = [c.name for c in apps.get_app_configs() if c.name != "doorstep.platform"]
    return [
        path("", include(f"{name}.web.urls"))
        for name in names
        if find_spec(f"{name}.web") and find_spec(f"{name}.web.urls") and _is_ours(name)
    ]


def _is_ours(name: str) -> bool:
    return find_spec(f"{name}.manifest") is not None


urlpatterns = [*_BUILT_IN, *_of_apps()]
handler404 = "doorstep.platform.web.errors.not_found"
handler500 = "doorstep.platform.web.errors.broken"
