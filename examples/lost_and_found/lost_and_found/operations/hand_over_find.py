"""Give a find to whoever it belongs to."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict, Invalid
from doorstep.platform import trail
from lost_and_found.models import HandOver
from lost_and_found.selectors import access_find

MAX_NAME = 40


class ReceiverMissing(Invalid):
    code = "find-receiver-missing"
    title = N_("Who takes it? Write the name down.")
    mend = N_("The name stands on the receipt.")


class HandedOverAlready(Conflict):
    code = "find-handed-over"
    title = N_("“{what}” was given to {receiver} already.")
    mend = N_("If that was a mistake, ask the secretary.")


@transaction.atomic
def hand_over_find(*, find: int, receiver: str, by: Actor, at: datetime) -> HandOver:
    """Hand a find over; the row is the receipt.

    Raises:
        NotFound, Forbidden. ReceiverMissing. HandedOverAlready: a colleague was faster.
    """
    receiver = receiver.strip()[:MAX_NAME]
    if not receiver:
        raise ReceiverMissing(fields={"receiver": ReceiverMissing.title})
    thing = access_find(by, find)
    earlier = HandOver.objects.filter(find=thing).first()
    if earlier is not None:
        raise HandedOverAlready(what=thing.what, receiver=earlier.receiver)
    handed = HandOver.objects.create(
        find=thing, place=thing.place, receiver=receiver, at=at, by=by.account_id
    )
    subject = f"find:{thing.pk}"
    trail.record(action="find.handed_over", by=by, at=at, subject=subject, place=thing.place)
    return handed
