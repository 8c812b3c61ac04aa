"""Say which buildings a block has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict, Invalid
from doorstep.places.models import Block, BlockBuilding, Building
from doorstep.places.permissions import BLOCK_EDIT
from doorstep.places.selectors.blocks import access_block
from doorstep.platform import trail


class BuildingElsewhere(Invalid):
    code = "building-elsewhere"
    title = N_("Not buildings of this community: {buildings}.")
    mend = N_("Choose buildings of the block's own community.")


class BuildingInOtherBlock(Conflict):
    code = "building-in-other-block"
    title = N_("These buildings belong to another block: {buildings}.")
    mend = N_("Take them out of that block first.")


def set_block_buildings(
    *, code: str, buildings: Sequence[str], by: Actor, at: datetime, name: str = ""
) -> Block:
    """Replace the buildings of a block, and give it another ``name`` unless that is "".

    Raises:
        BlockMissing, Forbidden, BuildingElsewhere, BuildingInOtherBlock.
    """
    with transaction.atomic():
        block = access_block(by, code, to=BLOCK_EDIT, lock=True)
        if name.strip() and name.strip() != block.name:
            block.name = name.strip()[:40]
            block.save(update_fields=["name"])
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
