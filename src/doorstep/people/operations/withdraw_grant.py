"""Withdraw a grant."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict
from doorstep.people.models import Grant
from doorstep.people.operations.give_grant import ReasonMissing
from doorstep.people.permissions import GRANT_GIVE
from doorstep.platform import trail


class GrantOver(Conflict):
    code = "grant-over"
    title = N_("This grant has ended already.")
    mend = N_("Reload the page.")


def withdraw_grant(*, grant: Grant, reason: str, by: Actor, at: datetime) -> Grant:
    """End ``grant`` now; its holder is without it at the next request.

    Raises:
        Forbidden: ``by`` may not give grants there. ReasonMissing, GrantOver.
    """
    by.require(GRANT_GIVE.code, grant.place)
    if len(reason.strip()) < 2:
        raise ReasonMissing(fields={"reason": ReasonMissing.title})
    with transaction.atomic():
        grant = Grant.objects.select_for_update().get(pk=grant.pk)
        if grant.until is not None and grant.until <= at:
            raise GrantOver
        grant.until = max(at, grant.since)
        grant.withdrawn_by_id = by.account_id
        grant.withdrawn_reason = reason.strip()[:200]
        grant.save(update_fields=["until", "withdrawn_by", "withdrawn_reason"])
        trail.record(
            action="grant.withdrawn",
            by=by,
            at=at,
            subject=f"account:{grant.account_id}",
            place=grant.place,
            purpose=reason,
            detail={"grant": grant.pk, "role": grant.role},
        )
    return grant
