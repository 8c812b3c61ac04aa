"""Record that a resident has died."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from doorstep.kernel.actor import Actor
from doorstep.people.events import ResidentDied
from doorstep.people.models import Consent, Resident
from doorstep.people.operations._history import note_change
from doorstep.people.operations.move_resident import HasDied, NotInTheFuture
from doorstep.people.permissions import RESIDENT_AMEND
from doorstep.people.selectors.residents import access_resident
from doorstep.platform import facts, trail


def record_death(*, resident_id: int, on: date, by: Actor, at: datetime) -> Resident:
    """Record a death on the day ``on``. The record stays and says so; consents end, so that nobody
    acts in the name of the dead.

    Raises:
        NotFound, Forbidden, HasDied (already recorded), NotInTheFuture.
    """
    if on > timezone.localdate(at):
        raise NotInTheFuture(fields={"on": NotInTheFuture.title})
    with transaction.atomic():
        resident = access_resident(by, resident_id, to=RESIDENT_AMEND.code, lock=True)
        if resident.has_died:
            raise HasDied
        before = {"status": resident.status}
        resident.status, resident.status_on = Resident.Status.DIED, on
        resident.updated_at, resident.version = at, resident.version + 1
        resident.save(update_fields=["status", "status_on", "updated_at", "version"])
        open_consents = Consent.objects.filter(principal=resident, withdrawn_at=None, since__lte=at)
        open_consents.update(withdrawn_at=at, withdrawn_by=by.account_id)
        after = {"status": resident.status, "status_on": on}
        note_change(resident, "died", before=before, after=after, by=by, at=at)
        subject = f"resident:{resident.pk}"
        trail.record(action="resident.died", by=by, at=at, subject=subject, place=resident.place)
        fact = ResidentDied(
            place=resident.place, subject=subject, resident=resident.pk, on=on.isoformat()
        )
        facts.publish(fact, by=by, at=at)
    return resident
