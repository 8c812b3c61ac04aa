"""Open a sealed field of a resident, with a purpose; it leaves a mark that nobody can remove."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Invalid
from doorstep.people.models import ContactPhone, Relation, Resident
from doorstep.people.permissions import RESIDENT_OPEN
from doorstep.people.selectors.residents import access_resident
from doorstep.platform.sealed import open_sealed

OWN_FIELDS: Final = ("phone", "id_number", "birth")
SHOWN_SECONDS: Final = 60


class NoSuchSealedField(Invalid):
    code = "no-such-sealed-field"
    title = N_("There is nothing sealed by that name here.")
    mend = N_("Choose phone, ID number or birth date.")


@dataclass(frozen=True, slots=True)
class Opened:
    """The clear value, and for how long a page may show it."""

    field: str
    value: str
    seconds: int = SHOWN_SECONDS


def open_sealed_field(
    *, resident_id: int, field: str, purpose: str, by: Actor, at: datetime
) -> Opened:
    """Return ``phone``, ``id_number`` or ``birth`` of a resident in clear; ``relation:<id>`` and
    ``contact:<id>`` are the phone of a relation or a further number.

    A resident sees their own without a purpose of their making, but the mark is left all the same.

    Raises:
        NotFound, Forbidden, PurposeMissing, NoSuchSealedField.
    """
    permission = "" if by.is_resident else RESIDENT_OPEN.code
    resident = access_resident(by, resident_id, to=permission)
    record, column = _sealed_in(resident, field)
    if getattr(record, column) is None:
        raise NoSuchSealedField(fields={"field": NoSuchSealedField.title})
    return Opened(field, open_sealed(record, column, by=by, purpose=purpose, at=at))


def _sealed_in(resident: Resident, field: str) -> tuple[Resident | Relation | ContactPhone, str]:
    if field in OWN_FIELDS:
        return resident, field
    kind, _, number = field.partition(":")
    kinds = {"relation": resident.relations, "contact": resident.more_phones}
    if kind in kinds and number.isascii() and number.isdigit() and len(number) < 19:
        found = kinds[kind].filter(pk=int(number)).first()  # type: ignore[attr-defined]
        if found is not None:
            return found, "phone"
    raise NoSuchSealedField(fields={"field": NoSuchSealedField.title})
