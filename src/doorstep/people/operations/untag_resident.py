"""Note that a fact about a resident is true no more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, NotFound
from doorstep.people.models import Tag
from doorstep.people.operations.tag_resident import tell_of_tag
from doorstep.people.permissions import RESIDENT_AMEND


class TagMissing(NotFound):
    code = "tag-missing"
    title = N_("There is no such tag.")
    mend = N_("Reload the page.")


def untag_resident(*, tag_id: int, by: Actor, at: datetime) -> Tag:
    """End a tag today; the row stays. Doing it again changes nothing.

    Raises:
        TagMissing, Forbidden.
    """
    with transaction.atomic():
        tag = Tag.objects.select_for_update().filter(pk=tag_id).first()
        if tag is None:
            raise TagMissing
        by.require(RESIDENT_AMEND.code, tag.place)
        if tag.until is None:
            tag.until = max(timezone.localdate(at), tag.since)
            tag.ended_by_id = by.account_id
            tag.save(update_fields=["until", "ended_by"])
            tell_of_tag(tag, "tag.ended", by, at)
    return tag
