"""Take in a list of service items."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from doorstep.catalogue.models import ServiceItem
from doorstep.catalogue.permissions import ITEM_IMPORT
from doorstep.catalogue.rules import ItemRow, sound_of
from doorstep.kernel.actor import Actor
from doorstep.platform import trail


@transaction.atomic
def import_items(*, rows: Iterable[ItemRow], by: Actor, at: datetime) -> int:
    """Add new items and update titles and departments of known ones; return how many rows.

    Importing the same list again changes nothing. Items that are missing stay.
    """
    by.require(ITEM_IMPORT)
    items = []
    for row in rows:
        sound, initials = sound_of(row.title)
        items.append(
            ServiceItem(
                code=row.code,
                title=row.title,
                department=row.department,
                sound=sound,
                initials=initials,
            )
        )
    ServiceItem.objects.bulk_create(
        items,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["title", "department", "sound", "initials"],
    )
    trail.record(action="items.imported", by=by, at=at, detail={"rows": len(items)})
    return len(items)
