"""Reading blocks: which buildings they have, and which are still free."""

from __future__ import annotations

from dataclasses import dataclass

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotFound
from doorstep.places.models import Block, BlockBuilding, Building


class BlockMissing(NotFound):
    code = "block-missing"


@dataclass(frozen=True, slots=True)
class Placed:
    """A building of a community, and the block that it is in (None: free)."""

    building: Building
    block: Block | None


def access_block(actor: Actor, code: str, *, to: str, lock: bool = False) -> Block:
    """Return a block of the actor's scope with its community.

    Raises:
        BlockMissing: not there, or out of scope. Forbidden: in scope, without ``to``.
    """
    blocks = Block.objects.select_related("community")
    if lock:
        blocks = blocks.select_for_update(of=("self",))
    found = blocks.filter(code=code.replace("\0", "")).first()
    if found is None or not actor.scope().covers(found.community_id):
        raise BlockMissing
    actor.require(to, found.community_id)
    return found


def community_blocks(community: str) -> list[Block]:
    """Return the blocks of a community with their buildings prefetched."""
    blocks = Block.objects.filter(community_id=community).prefetch_related("buildings")
    return list(blocks.order_by("code"))


def placed_buildings(community: str) -> list[Placed]:
    """Return the buildings of a community by estate and number, each with its block."""
    buildings = Building.objects.under(community).select_related("estate")
    held = BlockBuilding.objects.filter(block__community_id=community).select_related("block")
    blocks = {one.building_id: one.block for one in held}
    ordered = sorted(buildings, key=lambda b: (b.estate_id, len(b.number_key), b.number_key))
    return [Placed(building, blocks.get(building.code)) for building in ordered]
