"""The JSON door: routers whose every route declares who may call it.

``@route`` goes beneath the router's verb::

    @router.get("/cases", response=CasePage, url_name="cases")
    @route(permission="casework.case.see")
    def cases(request: HttpRequest, filters: Query[CaseFilter]) -> …
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from ninja.decorators import decorate_view

from doorstep.platform.idempotency import require_key
from doorstep.platform.web.access import Access, View, page

__all__ = ["route"]


def _checking(access: Access) -> Callable[[View], View]:
    def before(run: View) -> View:
        @wraps(run)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            access.check(request.actor)  # type: ignore[attr-defined]
            require_key(request)
            return run(request, *args, **kwargs)

        return checked

    return before


def route(
    *, public: bool = False, signed_in: bool = False, resident: bool = False, permission: str = ""
) -> Callable[[View], View]:
    """Declare who may call a route; see ``platform.web.access.page``.

    The check runs before the router reads parameters and body, so that who may not come in learns
    nothing about either. The annotations are resolved here, among the names of the route's own
    module: the router would look for them where the guard was defined.
    """
    declare = page(public=public, signed_in=signed_in, resident=resident, permission=permission)

    def declare_route(view: View) -> View:
        guarded = declare(view)
        guarded.__signature__ = inspect.signature(view, eval_str=True)  # type: ignore[attr-defined]
        return decorate_view(_checking(guarded.access))(guarded)  # type: ignore[attr-defined]

    return declare_route
