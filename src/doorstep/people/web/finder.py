"""What the one box shows of people."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from doorstep.kernel.actor import Actor
from doorstep.people.models import Resident
from doorstep.people.public import FoundPerson, find_people
from doorstep.platform.modules import Hit

ICONS = {Resident.Status.DIED: "flower", Resident.Status.MOVED: "truck"}


def find(actor: Actor, q: str, limit: int) -> Iterable[Hit]:
    """Return hits for the one box, the best first."""
    found = find_people(actor, q, limit)
    return [
        Hit(
            kind="person",
            title=person.name,
            subtitle=" · ".join(facts_of(person)),
            url=reverse("person", args=[person.id]),
            icon=ICONS.get(Resident.Status(person.status), "user"),
            score=0.95 - n * 0.01,
            key=f"person:{person.id}",
        )
        for n, person in enumerate(found)
    ]


def facts_of(person: FoundPerson) -> list[str]:
    """Return what tells this person from another: age, gender, address, and what was matched."""
    facts = [age_words(person.age), gender_word(person.gender), person.address]
    if person.status != Resident.Status.HERE:
        facts.append(str(Resident.Status(person.status).label))
    if person.namesake:
        facts.append(_("same name, look at the address"))
    why = {
        "phone_tail": _("phone ends so"),
        "id_tail": _("ID number ends so"),
        "phone": _("this phone"),
        "id_number": _("this ID number"),
    }.get(person.why, "")
    return [fact for fact in [*facts, why] if fact]


def age_words(age: int | None) -> str:
    """Return 78岁, or "" when nobody knows."""
    return "" if age is None else ngettext("%(n)d year", "%(n)d years", age) % {"n": age}


def gender_word(gender: str) -> str:
    """Return 女, 男 or ""."""
    return {"f": pgettext("gender", "F"), "m": pgettext("gender", "M")}.get(gender, "")
