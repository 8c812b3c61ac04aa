"""Correct what is kept about a resident."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict
from doorstep.people.events import ResidentAmended
from doorstep.people.models import Resident
from doorstep.people.operations._history import differing, note_change
from doorstep.people.operations._resident_fields import resident_fields
from doorstep.people.operations.register_resident import taken_or
from doorstep.people.permissions import RESIDENT_AMEND
from doorstep.people.selectors.residents import access_resident
from doorstep.platform import facts, trail


class ResidentChangedMeanwhile(Conflict):
    code = "resident-changed-meanwhile"
    title = N_("{who} corrected this person while you were typing.")
    mend = N_("Reload the page, look at what changed and enter yours again.")


def amend_resident(
    *, resident_id: int, version: int, details: Mapping[str, Any], by: Actor, at: datetime
) -> Resident:
    """Change what ``details`` names (see ``resident_fields``); nothing else.

    ``version``: the one that was read; a newer one means that somebody else was quicker.

    Raises:
        NotFound, Forbidden, ResidentInvalid, IdNumberTaken, ResidentChangedMeanwhile.
    """
    with transaction.atomic():
        resident = access_resident(by, resident_id, to=RESIDENT_AMEND.code, lock=True)
        if resident.version != version:
            last = resident.changes.order_by("-id").first()
            raise ResidentChangedMeanwhile(who=last.by_name if last else "")
        values = differing(resident, resident_fields(details, today=timezone.localdate(at)))
        if not values:
            return resident
        before = {key: getattr(resident, key) for key in values}
        _write(resident, values, at)
        note_change(resident, "amended", before=before, after=values, by=by, at=at)
        subject = f"resident:{resident.pk}"
        named = sorted(values)
        trail.record(
            action="resident.amended", by=by, at=at, subject=subject,
            place=resident.place, detail={"fields": named},
        )  # fmt: skip
        fact = ResidentAmended(
            place=resident.place, subject=subject, resident=resident.pk, fields=tuple(named)
        )
        facts.publish(fact, by=by, at=at)
    resident.refresh_from_db()
    return resident


def _write(resident: Resident, values: dict[str, Any], at: datetime) -> None:
    for key, value in {**values, "updated_at": at, "version": resident.version + 1}.items():
        setattr(resident, key, value)
    try:
        with transaction.atomic():
            resident.save(update_fields=[*values, "updated_at", "version"])
    except IntegrityError as error:
        raise taken_or(error, resident.place, values) from error
