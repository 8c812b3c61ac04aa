"""JSON door of casework."""

from __future__ import annotations

from ninja import Router

from doorstep.casework.http import cases, endings, joint, moves, overview, routing, talk

router = Router()
for part in (cases, moves, endings, talk, joint, routing, overview):
    router.add_router("", part.router)
