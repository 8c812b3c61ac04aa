"""Reads of the catalogue."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from doorstep.catalogue.models import ServiceItem
from doorstep.kernel.errors import NotFound
from doorstep.kernel.places import hi_of
from doorstep.platform.modules import Hit


def item_list(query: str = "") -> QuerySet[ServiceItem]:
    """Return items on offer, by department; ``query`` in the title, its sound or initials."""
    items = ServiceItem.objects.filter(is_offered=True).order_by("department", "code")
    return items.filter(_matches(query)) if query else items


def item_get(code: str) -> ServiceItem:
    """Return one item.

    Raises:
        NotFound: there is no such item.
    """
    item = ServiceItem.objects.filter(pk=code).first()
    if item is None:
        raise NotFound
    return item


def _matches(query: str) -> Q:
    latin = query.replace(" ", "").lower()
    if latin.isascii():
        return Q(sound__contains=latin) | Q(
            initials__gte=latin, initials__lt=hi_of(latin).replace(":", "{")
        )
    return Q(title__contains=query)


def find_items(actor: object, query: str, limit: int) -> list[Hit]:
    """Return items for the one box, the ones that begin with what was typed first."""
    found = item_list(query.strip()[:40])[:limit] if query.strip() else []
    return [
        Hit(
            kind="item",
            title=item.title,
            subtitle=item.department,
            url=f"/items/{item.code}/",
            icon="file-text",
            score=0.5 if item.title.startswith(query) else 0.3,
            key=item.code,
        )
        for item in found
    ]
