"""A resident moves: inside reach, or away."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Invalid
from doorstep.people.events import ResidentMoved
from doorstep.people.models import Consent, ContactPhone, Household, Relation, Resident, Tag
from doorstep.people.operations._history import note_change
from doorstep.people.operations.register_resident import UnknownPlace
from doorstep.people.permissions import RESIDENT_AMEND
from doorstep.people.selectors.residents import access_resident
from doorstep.people.selectors.where import is_known_place
from doorstep.platform import facts, trail


class NotInTheFuture(Invalid):
    code = "not-in-the-future"
    title = N_("That day has not come yet.")
    mend = N_("Enter it when it has happened.")


class HasDied(Invalid):
    code = "resident-has-died"
    title = N_("This resident has died.")
    mend = N_("If that is a mistake, tell the secretary.")


def move_resident(
    *,
    resident_id: int,
    on: date,
    by: Actor,
    at: datetime,
    to: str = "",
    moved_to: str = "",
    household: Household | None = None,
) -> Resident:
    """Move a resident to the place ``to`` inside the actor's reach; or, with ``to`` empty, record
    that they have gone to ``moved_to`` (words), which the new community enters for itself.

    Phones, relations, tags and consents go along, so that they are seen where the person is.

    Raises:
        NotFound, Forbidden, UnknownPlace, NotInTheFuture, HasDied.
    """
    if on > timezone.localdate(at):
        raise NotInTheFuture(fields={"on": NotInTheFuture.title})
    with transaction.atomic():
        resident = access_resident(by, resident_id, to=RESIDENT_AMEND.code, lock=True)
        if resident.has_died:
            raise HasDied
        left = resident.place
        before = {"place": left, "status": resident.status}
        if to:
            _settle(resident, to, household, by)
        else:
            resident.status, resident.moved_to = Resident.Status.MOVED, moved_to.strip()[:120]
        resident.status_on = on
        _save(resident, at)
        after = {"place": resident.place, "status": resident.status, "moved_to": resident.moved_to}
        note_change(resident, "moved", before=before, after=after, by=by, at=at)
        _tell(resident, left, by, at)
    return resident


def _settle(resident: Resident, to: str, household: Household | None, by: Actor) -> None:
    by.require(RESIDENT_AMEND.code, to)
    if not is_known_place(to):
        raise UnknownPlace(fields={"to": UnknownPlace.title})
    resident.place, resident.household = to, household
    resident.status, resident.moved_to = Resident.Status.HERE, ""
    for kind in (ContactPhone, Relation, Tag):
        kind.objects.filter(resident=resident).update(place=to)  # type: ignore[attr-defined]
    Consent.objects.filter(principal=resident).update(place=to)


def _save(resident: Resident, at: datetime) -> None:
    resident.updated_at, resident.version = at, resident.version + 1
    resident.save(
        update_fields=[
            "place", "household", "status", "status_on", "moved_to", "updated_at", "version",
        ]
    )  # fmt: skip


def _tell(resident: Resident, left: str, by: Actor, at: datetime) -> None:
    subject = f"resident:{resident.pk}"
    away = resident.status == Resident.Status.MOVED
    trail.record(
        action="resident.moved", by=by, at=at, subject=subject,
        place=resident.place, detail={"left": left, "away": away},
    )  # fmt: skip
    fact = ResidentMoved(
        place=resident.place, subject=subject, resident=resident.pk, left=left, away=away
    )
    facts.publish(fact, by=by, at=at)
