"""JSON door of places."""

from __future__ import annotations

from ninja import Router

from doorstep.places.http import buildings, divisions, stations

router = Router(tags=["places"])
router.add_router("", divisions.router)
router.add_router("", stations.router)
router.add_router("", buildings.router)
