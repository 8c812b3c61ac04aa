"""The people app on the API."""

from __future__ import annotations

from ninja import Router

from doorstep.people.http.accounts_routes import router as accounts_router

router = Router()
router.add_router("", accounts_router)
