"""Name who leads a block."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.people.models import Account, BlockLead
from doorstep.people.permissions import DUTY_PLAN
from doorstep.platform import trail


def name_block_lead(
    *, block: Any, account: Account | None, since: date, by: Actor, at: datetime
) -> BlockLead | None:
    """Let ``account`` lead ``block`` (a places.Block) from ``since``; whoever led it stops on that
    day. With None the block is without a lead. Naming the present lead again changes nothing.

    Raises:
        Forbidden.
    """
    by.require(DUTY_PLAN.code, block.community_id)
    with transaction.atomic():
        running = (
            BlockLead.objects.select_for_update().filter(block=block).exclude(until__lte=since)
        )
        present = list(running)
        if account and [(lead.account_id, lead.until) for lead in present] == [(account.pk, None)]:
            return present[0]
        for lead in present:
            if lead.since >= since:
                lead.delete()
            else:
                lead.until = since
                lead.save(update_fields=["until"])
        named = None
        if account is not None:
            named = BlockLead.objects.create(
                block=block, place=block.community_id, account=account, since=since
            )
        trail.record(
            action="block.lead_named",
            by=by,
            at=at,
            subject=f"block:{block.pk}",
            place=block.community_id,
            detail={"account": account.pk if account else None},
        )
    return named
