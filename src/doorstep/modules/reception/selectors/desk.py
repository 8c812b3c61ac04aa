"""Reads of the desk: the person in front of it, and who is on duty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.urls import reverse
from django.utils import timezone

from doorstep.casework.public import (
    Case,
    cases_of_person,
)
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotFound
from doorstep.people.public import (
    access_resident,
    said_of,
    who_is_on_duty,
)
from doorstep.places.public import station_list
from doorstep.platform.modules import CaseKind


@dataclass(frozen=True, slots=True)
class Asker:
    """The person at the desk: what the intake needs to know of them."""

    id: int
    place: str
    name: str
    called: str
    said: str
    age: int | None
    needs_note: str

    @property
    def url(self) -> str:
        return reverse("person", args=[self.id])


def asker_of(actor: Actor, person: str) -> Asker | None:
    """Return the person named in the address, or None when nobody is.

    Raises:
        NotFound: no such person in the actor's places.
    """
    if not person:
        return None
    if not person.isdigit() or len(person) > 18:
        raise NotFound
    resident = access_resident(actor, int(person))
    day = timezone.localdate()
    return Asker(
        id=resident.pk,
        place=resident.place,
        name=resident.name,
        called=resident.called_on(day),
        said=said_of([resident.place]).get(resident.place, ""),
        age=resident.age_on(day),
        needs_note=resident.needs_note,
    )


def open_alike(actor: Actor, asker: Asker, kind: CaseKind) -> list[Case]:
    """Return the person's open cases of the same kind: perhaps it has been said already."""
    return [
        case
        for case in cases_of_person(actor, asker.id)
        if case.is_open and case.kind_id == kind.code
    ]


def people_on_duty(actor: Actor, at: datetime) -> list[Any]:
    """Return who is on duty now at the stations of the actor's places."""
    stations = chain.from_iterable(station_list(place, at, limit=3) for place in actor.places[:3])
    return [duty for sight in stations for duty in who_is_on_duty(sight.station.code, at)]
