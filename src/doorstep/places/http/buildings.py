"""Estates, buildings, dwellings and blocks as JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from doorstep.places.http.schemas import (
    BlockBuildingsIn,
    BlockIn,
    BlockOut,
    BuildingIn,
    BuildingOut,
    CommunityCode,
    DwellingChange,
    DwellingOut,
    DwellingQuery,
    EstateChange,
    EstateIn,
    EstateOut,
)
from doorstep.places.models import Block, Building, Dwelling, Estate
from doorstep.places.operations.change_dwelling import change_dwelling
from doorstep.places.operations.change_estate import change_estate
from doorstep.places.operations.create_block import create_block
from doorstep.places.operations.create_building import create_building
from doorstep.places.operations.create_estate import create_estate
from doorstep.places.operations.set_block_buildings import set_block_buildings
from doorstep.places.permissions import BLOCK_EDIT, DWELLING_SEE, ESTATE_EDIT, PLACE_SEE
from doorstep.places.rules.addresses import parse_address
from doorstep.places.selectors.blocks import community_blocks
from doorstep.places.selectors.buildings import access_building, access_estate
from doorstep.places.selectors.communities import estate_buildings
from doorstep.places.selectors.dwellings import (
    access_dwelling,
    building_dwellings,
    dwelling_lookup,
)
from doorstep.platform.http.fields import Code
from doorstep.platform.http.router import route

router = Router(tags=["places"])


@router.get("/estates", response=list[EstateOut])
@route(permission=PLACE_SEE)
def list_estates(request: HttpRequest, community: CommunityCode) -> list[Estate]:
    """List the estates of a community."""
    return list(Estate.objects.filter(community_id=community).order_by("code"))


@router.post("/estates", response={201: EstateOut})
@route(permission=ESTATE_EDIT)
def post_estate(request: HttpRequest, body: EstateIn) -> Status[Estate]:
    """Enter an estate."""
    return Status(201, create_estate(by=request.actor, at=timezone.now(), **body.dict()))  # type: ignore[attr-defined]


@router.patch("/estates/{code}", response=EstateOut)
@route(permission=ESTATE_EDIT)
def patch_estate(request: HttpRequest, code: Code, body: EstateChange) -> Estate:
    """Correct an estate; its dwellings' addresses follow."""
    return change_estate(code=code, by=request.actor, at=timezone.now(), **body.dict())  # type: ignore[attr-defined]


@router.get("/estates/{code}/buildings", response=list[BuildingOut])
@route(permission=PLACE_SEE)
def list_buildings(request: HttpRequest, code: Code) -> list[Building]:
    """List the buildings of an estate, by number."""
    estate = access_estate(request.actor, code, to=PLACE_SEE)  # type: ignore[attr-defined]
    return estate_buildings(estate)


@router.get("/buildings/{code}", response=BuildingOut)
@route(permission=PLACE_SEE)
def get_building(request: HttpRequest, code: Code) -> Building:
    """Return one building."""
    return access_building(request.actor, code, to=PLACE_SEE)  # type: ignore[attr-defined]


@router.post("/buildings", response={201: BuildingOut})
@route(permission=ESTATE_EDIT)
def post_building(request: HttpRequest, body: BuildingIn) -> Status[Building]:
    """Enter a building with its dwellings."""
    return Status(201, create_building(by=request.actor, at=timezone.now(), **body.dict()))  # type: ignore[attr-defined]


@router.get("/dwellings", response=list[DwellingOut])
@route(permission=DWELLING_SEE)
def list_dwellings(request: HttpRequest, filters: Query[DwellingQuery]) -> list[Dwelling]:
    """Find dwellings by an address as people say it, or list those of a building."""
    actor = request.actor  # type: ignore[attr-defined]
    if filters.building:
        return building_dwellings(filters.building, limit=filters.limit)
    probe = parse_address(filters.q)
    return dwelling_lookup(actor, probe, filters.limit) if probe else []


@router.get("/dwellings/{code}", response=DwellingOut)
@route(permission=DWELLING_SEE)
def get_dwelling(request: HttpRequest, code: Code) -> Dwelling:
    """Return one dwelling."""
    return access_dwelling(request.actor, code, to=DWELLING_SEE)  # type: ignore[attr-defined]


@router.patch("/dwellings/{code}", response=DwellingOut)
@route(permission=ESTATE_EDIT)
def patch_dwelling(request: HttpRequest, code: Code, body: DwellingChange) -> Dwelling:
    """Correct a dwelling; what isn't given stays."""
    return change_dwelling(code=code, by=request.actor, at=timezone.now(), **body.dict())  # type: ignore[attr-defined]


def _block(block: Block) -> dict[str, Any]:
    return {
        "code": block.code,
        "community": block.community_id,
        "name": block.name,
        "buildings": sorted(one.building_id for one in block.buildings.all()),
    }


@router.get("/blocks", response=list[BlockOut])
@route(permission=PLACE_SEE)
def list_blocks(request: HttpRequest, community: CommunityCode) -> list[dict[str, Any]]:
    """List the blocks of a community with the codes of their buildings."""
    return [_block(block) for block in community_blocks(community)]


@router.post("/blocks", response={201: BlockOut})
@route(permission=BLOCK_EDIT)
def post_block(request: HttpRequest, body: BlockIn) -> Status[dict[str, Any]]:
    """Cut a block out of a community."""
    block = create_block(by=request.actor, at=timezone.now(), **body.dict())  # type: ignore[attr-defined]
    return Status(201, _block(block))


@router.put("/blocks/{code}/buildings", response=BlockOut)
@route(permission=BLOCK_EDIT)
def put_block_buildings(request: HttpRequest, code: Code, body: BlockBuildingsIn) -> dict[str, Any]:
    """Say which buildings a block has."""
    block = set_block_buildings(
        code=code,
        buildings=body.buildings,
        by=request.actor,  # type: ignore[attr-defined]
        at=timezone.now(),
    )
    return _block(block)
