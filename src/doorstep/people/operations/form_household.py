"""Form a household of residents who share a dwelling."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Invalid
from doorstep.people.models import Household, Resident
from doorstep.people.permissions import RESIDENT_AMEND
from doorstep.platform import trail


class NotOneDwelling(Invalid):
    code = "household-not-one-dwelling"
    title = N_("A household lives at one address.")
    mend = N_("Move the others there first.")


class HeadMissing(Invalid):
    code = "household-head-missing"
    title = N_("A household has one head.")
    mend = N_("Choose who it is.")


def form_household(
    *, place: str, members: Mapping[int, str], by: Actor, at: datetime, note: str = ""
) -> Household:
    """Join residents (id → relation to the head, one of them ``head``) who live at ``place``.

    A household that nobody belongs to any more ends.

    Raises:
        Forbidden, NotOneDwelling, HeadMissing.
    """
    by.require(RESIDENT_AMEND.code, place)
    if list(members.values()).count(Resident.Kinship.HEAD) != 1:
        raise HeadMissing(fields={"members": HeadMissing.title})
    if not set(members.values()) <= set(Resident.Kinship.values):
        raise HeadMissing(fields={"members": HeadMissing.title})
    with transaction.atomic():
        found = list(Resident.objects.select_for_update().filter(pk__in=members, place=place))
        if len(found) != len(members):
            raise NotOneDwelling(fields={"members": NotOneDwelling.title})
        household = Household.objects.create(
            place=place, formed_on=timezone.localdate(at), note=note.strip()[:200]
        )
        left = {resident.household_id for resident in found if resident.household_id}
        for resident in found:
            resident.household = household
            resident.relation_to_head = members[resident.pk]
        Resident.objects.bulk_update(found, ["household", "relation_to_head"])
        emptied = Household.objects.filter(pk__in=left, members=None)
        emptied.update(ended_on=timezone.localdate(at))
        trail.record(
            action="household.formed", by=by, at=at,
            subject=f"household:{household.pk}", place=place,
        )  # fmt: skip
    return household
