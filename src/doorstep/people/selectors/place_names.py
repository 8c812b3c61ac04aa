"""Names of places, for pages that show grants."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models.functions import Length

from doorstep.kernel.places import hi_of


def _divisions() -> Any:
    return apps.get_model("places", "Division")._default_manager


def place_names(codes: Iterable[str]) -> dict[str, str]:
    """Return code → name for the divisions among ``codes``; one query, none for no codes."""
    wanted = set(codes)
    if not wanted:
        return {}
    return dict(_divisions().filter(code__in=wanted).values_list("code", "name"))


def divisions_under(places: Iterable[str], *, most: int = 2000) -> list[tuple[str, str]]:
    """Return (code, name) of the divisions at and below ``places``, broad ones first."""
    rows: list[tuple[str, str]] = []
    for place in places:
        below = _divisions().filter(code__gte=place, code__lt=hi_of(place))
        near = below.annotate(size=Length("code")).order_by("size", "code")
        rows += near.values_list("code", "name")[:most]
    return rows
