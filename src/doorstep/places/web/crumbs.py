"""The way down to a place, for the head of its pages."""

from __future__ import annotations

from django.urls import reverse

from doorstep.places.selectors.divisions import division_line


def crumbs_of(code: str, *below: tuple[str, str]) -> list[dict[str, str]]:
    """Return the divisions above ``code`` and ``below`` (title, address); the last is no link."""
    crumbs = [
        {"title": division.name, "url": reverse("place", args=[division.code])}
        for division in division_line(code)[2:]
    ]
    crumbs += [{"title": title, "url": url} for title, url in below]
    if crumbs:
        crumbs[-1]["url"] = ""
    return crumbs
