"""The catalogue on the API."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router

from doorstep.catalogue import selectors
from doorstep.catalogue.http.schemas import ItemOut
from doorstep.catalogue.models import ServiceItem
from doorstep.platform.http.fields import Code
from doorstep.platform.http.router import route

router = Router(tags=["catalogue"])


@router.get("/items", response=list[ItemOut], url_name="items", summary="Service items")
@route(signed_in=True)
def items(request: HttpRequest, q: Annotated[str, Query(max_length=40)] = "") -> list[ServiceItem]:
    """Return items on offer whose name, sound or initials match ``q``."""
    return list(selectors.item_list(q.strip()))


@router.get("/items/{code}", response=ItemOut, url_name="item", summary="A service item")
@route(signed_in=True)
def item(request: HttpRequest, code: Code) -> ServiceItem:
    """Return one item."""
    return selectors.item_get(code)
