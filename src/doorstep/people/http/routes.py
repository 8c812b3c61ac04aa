"""The people app on the API."""

from __future__ import annotations

from ninja import Router

from doorstep.people.http.accounts_routes import router as accounts_router
from doorstep.people.http.residents import router as residents_router

router = Router()
router.add_router("", accounts_router)
router.add_router("", residents_router)
