"""Note who stands by a resident, and their phone; further phone numbers of the resident."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from doorstep.kernel.actor import Actor
from doorstep.people.models import ContactPhone, Relation
from doorstep.people.operations._resident_fields import NOT_ON_LIST, ResidentInvalid
from doorstep.people.permissions import RESIDENT_AMEND
from doorstep.people.rules.name import clean_name
from doorstep.people.rules.phone import normalise_phone
from doorstep.people.rules.refusal import RefusedError
from doorstep.people.selectors.residents import access_resident
from doorstep.platform import trail
from doorstep.platform.sealed import blind, tail


def note_relation(
    *,
    resident_id: int,
    kind: str,
    name: str,
    by: Actor,
    at: datetime,
    phone: str = "",
    whereabouts: str = "",
    other_id: int | None = None,
    first_to_call: bool = False,
) -> Relation:
    """Note a child, carer, neighbour …; ``first_to_call`` takes over from who was it before.

    Raises:
        NotFound, Forbidden, ResidentInvalid.
    """
    if kind not in Relation.Kind.values:
        raise ResidentInvalid(fields={"kind": gettext(NOT_ON_LIST)})
    clean, number = _read("name", clean_name, name), _read("phone", normalise_phone, phone)
    with transaction.atomic():
        resident = access_resident(by, resident_id, to=RESIDENT_AMEND.code)
        if first_to_call:
            resident.relations.filter(first_to_call=True).update(first_to_call=False)
        relation = Relation.objects.create(
            resident=resident, other_id=other_id, place=resident.place, kind=kind, name=clean,
            phone=number or None, phone_whole=blind("phone", number) if number else None,
            whereabouts=whereabouts.strip()[:60], first_to_call=first_to_call,
        )  # fmt: skip
        trail.record(
            action="relation.noted", by=by, at=at, subject=f"resident:{resident.pk}",
            place=resident.place, detail={"relation": relation.pk, "kind": kind},
        )  # fmt: skip
    relation.refresh_from_db()
    return relation


def note_phone(
    *, resident_id: int, label: str, phone: str, by: Actor, at: datetime
) -> ContactPhone:
    """Note a further phone number; the same number twice is one.

    Raises:
        NotFound, Forbidden, ResidentInvalid.
    """
    number = _read("phone", normalise_phone, phone or " ")
    if label not in ContactPhone.Label.values:
        raise ResidentInvalid(fields={"label": gettext(NOT_ON_LIST)})
    with transaction.atomic():
        resident = access_resident(by, resident_id, to=RESIDENT_AMEND.code)
        contact, _new = ContactPhone.objects.get_or_create(
            resident=resident,
            phone_whole=blind("phone", number),
            defaults={
                "place": resident.place, "label": label, "phone": number,
                "phone_tail": tail("phone", number),
            },
        )  # fmt: skip
        trail.record(
            action="phone.noted", by=by, at=at, subject=f"resident:{resident.pk}",
            place=resident.place, detail={"contact": contact.pk},
        )  # fmt: skip
    contact.refresh_from_db()
    return contact


def _read(field: str, read, text: str) -> str:  # type: ignore[no-untyped-def]
    if field == "phone" and not text:
        return ""
    try:
        return read(text)
    except RefusedError as error:
        raise ResidentInvalid(fields={field: gettext(error.message).format(**error.data)})
