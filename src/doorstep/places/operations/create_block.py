"""Cut a block out of a community."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Invalid
from doorstep.places.models import Block
from doorstep.places.operations.set_block_buildings import put_buildings
from doorstep.places.permissions import BLOCK_EDIT
from doorstep.places.selectors.divisions import access_community
from doorstep.platform import trail


class BlockUnfit(Invalid):
    code = "block-unfit"


def create_block(
    *, community: str, name: str, by: Actor, at: datetime, buildings: Sequence[str] = ()
) -> Block:
    """Make a block of ``buildings`` (codes); its code is the community's and the next number.

    Raises:
        DivisionMissing, Forbidden, BlockUnfit, BuildingElsewhere, BuildingInOtherBlock.
    """
    by.require(BLOCK_EDIT, community)
    name = name.strip()
    if not name or len(name) > 40:
        raise BlockUnfit(fields={"name": N_("A name of 1 to 40 characters is needed.")})
    with transaction.atomic():
        parent = access_community(by, community, lock=True)
        block = Block.objects.create(code=_next_code(parent.code), community=parent, name=name)
        put_buildings(block, buildings)
        trail.record(
            action="block.created",
            by=by,
            at=at,
            subject=f"block:{block.code}",
            place=parent.code,
            detail={"buildings": list(buildings)},
        )
    return block


def _next_code(community: str) -> str:
    taken = set(Block.objects.filter(code__startswith=community).values_list("code", flat=True))
    serial = 1
    while f"{community}-{serial:02d}" in taken:
        serial += 1
    return f"{community}-{serial:02d}"
