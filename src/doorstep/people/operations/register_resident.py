"""Enter a resident."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict, NotFound
from doorstep.people.events import ResidentRegistered
from doorstep.people.models import Household, Resident
from doorstep.people.operations._history import note_change
from doorstep.people.operations._resident_fields import resident_fields
from doorstep.people.permissions import RESIDENT_REGISTER
from doorstep.people.rules.masking import mask_name
from doorstep.people.selectors.where import is_known_place
from doorstep.platform import facts, trail


class IdNumberTaken(Conflict):
    code = "id-number-taken"
    title = N_("Somebody with this ID number is entered here already: {name}.")
    mend = N_("Open that record and correct it instead.")


class LooksKnown(Conflict):
    code = "resident-looks-known"
    title = N_("Somebody of the same name lives there already: {name}.")
    mend = N_("If it is another person, say so and save again.")


class UnknownPlace(NotFound):
    code = "unknown-place"
    status = 422
    title = N_("There is no such dwelling.")
    mend = N_("Choose the address from the list.")


def register_resident(
    *,
    place: str,
    details: Mapping[str, Any],
    by: Actor,
    at: datetime,
    household: Household | None = None,
    another_person: bool = False,
) -> Resident:
    """Enter a person at ``place`` (a dwelling; a building, estate or community when the dwelling
    isn't known). ``details``: see ``resident_fields``; the name is required.

    ``another_person``: yes, there are two of that name at that address.

    Raises:
        Forbidden: no right to enter residents there. UnknownPlace, ResidentInvalid,
        IdNumberTaken, LooksKnown.
    """
    by.require(RESIDENT_REGISTER.code, place)
    if not is_known_place(place):
        raise UnknownPlace(fields={"place": UnknownPlace.title})
    today = timezone.localdate(at)
    values = resident_fields({"name": "", **details}, today=today)
    if not another_person:
        _refuse_known(place, values)
    try:
        with transaction.atomic():
            resident = Resident.objects.create(
                place=place, household=household, registered_on=today, updated_at=at, **values
            )
    except IntegrityError as error:
        raise taken_or(error, place, values) from error
    resident.refresh_from_db()  # sealed values read back sealed
    _tell(resident, values, by, at)
    return resident


def _tell(resident: Resident, values: dict[str, Any], by: Actor, at: datetime) -> None:
    after = {**values, "place": resident.place}
    note_change(resident, "registered", before={}, after=after, by=by, at=at)
    subject = f"resident:{resident.pk}"
    trail.record(action="resident.registered", by=by, at=at, subject=subject, place=resident.place)
    fact = ResidentRegistered(
        place=resident.place, subject=subject, resident=resident.pk, persons=(resident.pk,)
    )
    facts.publish(fact, by=by, at=at)


def _refuse_known(place: str, values: dict[str, Any]) -> None:
    alike = Resident.objects.here().filter(place=place, name_key=values["name_key"]).first()
    if alike is None:
        return
    if values.get("id_whole") and alike.id_whole:
        return  # two cards: two persons, or the constraint will say that it is one
    raise LooksKnown(name=alike.name, resident=alike.pk)


def taken_or(error: IntegrityError, place: str, values: dict[str, Any]) -> Exception:
    """Return what a refusal of the database means: the ID number is here already, or itself."""
    constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
    if constraint != "people_resident_id_once":
        return error
    found = Resident.objects.filter(id_whole=values["id_whole"], community=place[:12]).first()
    name = mask_name(found.name) if found else "…"
    return IdNumberTaken(
        fields={"id_number": IdNumberTaken.title.format(name=name)},
        name=name,
        resident=found.pk if found else None,
    )
