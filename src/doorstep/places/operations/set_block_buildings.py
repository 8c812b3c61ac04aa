"""Say which buildings a block has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict, Invalid, NotFound
from doorstep.places.models import Block, BlockBuilding, Building
from doorstep.places.permissions import BLOCK_EDIT
from doorstep.platform import trail


class BlockMissing(NotFound):
    code = "block-missing"


class BuildingElsewhere(Invalid):
    code = "building-elsewhere"
    title = N_("Not buildings of this community: {buildings}.")
    mend = N_("Choose buildings of the block's own community.")


class BuildingInOtherBlock(Conflict):
    code = "building-in-other-block"
    title = N_("These buildings belong to another block: {buildings}.")
    mend = N_("Take them out of that block first.")


def set_block_buildings(*, code: str, buildings: Sequence[str], by: Actor, at: datetime) -> Block:
    """Replace the buildings of a block.

    Raises:
        BlockMissing, Forbidden, BuildingElsewhere, BuildingInOtherBlock.
    """
    with transaction.atomic():
        block = Block.objects.select_for_update().filter(code=code.replace("\0", "")).first()
        if block is None or not by.can(BLOCK_EDIT, block.community_id):
            if block is not None and by.scope().covers(block.community_id):
                by.require(BLOCK_EDIT, block.community_id)
            raise BlockMissing
        block.buildings.exclude(building_id__in=buildings).delete()
        put_buildings(block, buildings)
        trail.record(
            action="block.buildings_set",
            by=by,
            at=at,
            subject=f"block:{code}",
            place=block.community_id,
            detail={"buildings": list(buildings)},
        )
    return block


def put_buildings(block: Block, buildings: Sequence[str]) -> None:
    """Add ``buildings`` to ``block`` unless they are in it."""
    wanted = set(buildings)
    known = set(
        Building.objects.under(block.community_id)
        .filter(code__in=wanted)
        .values_list("code", flat=True)
    )
    if wanted - known:
        raise BuildingElsewhere(buildings=", ".join(sorted(wanted - known)))
    placed = dict(
        BlockBuilding.objects.filter(building_id__in=wanted).values_list("building_id", "block_id")
    )
    others = sorted(building for building, held in placed.items() if held != block.code)
    if others:
        raise BuildingInOtherBlock(buildings=", ".join(others))
    BlockBuilding.objects.bulk_create(
        BlockBuilding(block=block, building_id=building)
        for building in sorted(wanted - set(placed))
    )
