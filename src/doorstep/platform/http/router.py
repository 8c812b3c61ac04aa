"""The JSON door: routers whose every route declares who may call it.

``@route`` goes beneath the router's verb::

    @router.get("/cases", response=CasePage, url_name="cases")
    @route(permission="casework.case.see")
    def cases(request: HttpRequest, filters: Query[CaseFilter]) -> …
"""

from __future__ import annotations

from doorstep.platform.web.access import page as route

__all__ = ["route"]
