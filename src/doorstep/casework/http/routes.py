"""JSON door of casework."""

from __future__ import annotations

from ninja import Router

from doorstep.casework.http import cases, joint, moves, overview, routing, talk

router = Router()
for part in (cases, moves, talk, joint, routing, overview):
    router.add_router("", part.router)
