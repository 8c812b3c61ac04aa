"""Divisions as JSON: public facts, read by whoever is signed in."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Query, Router

from doorstep.places.http.schemas import DivisionOut, DivisionPage, DivisionQuery
from doorstep.places.models import Division
from doorstep.places.selectors.divisions import access_division, division_search
from doorstep.platform.http.fields import Code
from doorstep.platform.http.paging import decode_cursor, encode_cursor
from doorstep.platform.http.router import route

router = Router(tags=["places"])


@router.get("/divisions", response=DivisionPage)
@route(signed_in=True)
def list_divisions(request: HttpRequest, filters: Query[DivisionQuery]) -> dict[str, object]:
    """List divisions in force in order of their codes; ``q`` finds by name or initials."""
    if filters.q:
        within = [filters.under] if filters.under else [""]
        return {
            "items": division_search(filters.q, within=within, limit=filters.limit),
            "next": None,
        }
    found = _filtered(filters)
    items = list(found.order_by("code")[: filters.limit + 1])
    more = len(items) > filters.limit
    items = items[: filters.limit]
    return {"items": items, "next": encode_cursor([items[-1].code]) if more else None}


def _filtered(filters: DivisionQuery) -> QuerySet[Division]:
    found = Division.objects.active()
    if filters.under:
        found = found.under(filters.under)
    if filters.level:
        found = found.filter(level=filters.level)
    if filters.cursor:
        (after,) = decode_cursor(filters.cursor, str)
        found = found.filter(code__gt=str(after).replace("\0", ""))
    return found


@router.get("/divisions/{code}", response=DivisionOut)
@route(signed_in=True)
def get_division(request: HttpRequest, code: Code) -> Division:
    """Return one division, also one that was merged or dropped."""
    return access_division(request.actor, code)  # type: ignore[attr-defined]
