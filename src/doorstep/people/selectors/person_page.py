"""Everything that the page of one person shows, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from doorstep.kernel.actor import Actor
from doorstep.people.models import Consent, ContactPhone, Relation, Resident, ResidentChange, Tag
from doorstep.people.permissions import TAG_SENSITIVE
from doorstep.people.selectors.residents import access_resident, name_for, namesakes_of
from doorstep.people.selectors.tag_kinds import TagKind, tag_kind
from doorstep.people.selectors.where import said_of

CHANGES_SHOWN = 10


@dataclass(frozen=True, slots=True)
class HeldTag:
    """A tag with what its kind says about it."""

    tag: Tag
    kind: TagKind


@dataclass(frozen=True, slots=True)
class PersonPage:
    """``name``: as the actor may read it. ``called``: 孙阿姨. ``address``: as people say it.
    ``hidden_tags``: how many the actor may not see. ``namesakes``: same name, same building."""

    resident: Resident
    name: str
    called: str
    age: int | None
    is_minor: bool
    address: str
    community: str
    housemates: list[Resident]
    relations: list[Relation]
    phones: list[ContactPhone]
    consents: list[Consent]
    tags: list[HeldTag] = field(default_factory=list)
    hidden_tags: int = 0
    namesakes: list[Resident] = field(default_factory=list)
    changes: list[ResidentChange] = field(default_factory=list)

    @property
    def first_to_call(self) -> Relation | None:
        return next((r for r in self.relations if r.first_to_call and r.phone), None)

    @property
    def guardians(self) -> list[Relation]:
        return [r for r in self.relations if r.kind in ("guardian", "parent")]


def person_page(actor: Actor, resident_id: int, *, at: datetime, lang: str = "zh") -> PersonPage:
    """Return the page of a person, in at most eleven queries whatever hangs on them.

    Raises:
        ResidentMissing, Forbidden.
    """
    resident = access_resident(actor, resident_id)
    today = timezone.localdate(at)
    said = said_of([resident.place, resident.place[:12]])
    tags, hidden = _tags(actor, resident)
    return PersonPage(
        resident=resident,
        name=name_for(actor, resident.name, resident.place),
        called=resident.called_on(today, lang),
        age=resident.age_on(today),
        is_minor=resident.is_minor_on(today),
        address=said.get(resident.place, resident.place),
        community=said.get(resident.place[:12], ""),
        housemates=_housemates(resident),
        relations=list(resident.relations.order_by("-first_to_call", "id")),
        phones=list(resident.more_phones.order_by("id")),
        consents=_consents(resident, at),
        tags=tags,
        hidden_tags=hidden,
        namesakes=namesakes_of(resident),
        changes=list(resident.changes.order_by("-id")[:CHANGES_SHOWN]),
    )


def _housemates(resident: Resident) -> list[Resident]:
    if len(resident.place) < 22:
        return []  # without a dwelling nobody is known to share it
    others = Resident.objects.here().filter(place=resident.place).exclude(pk=resident.pk)
    return list(others.order_by("household_id", "birth_year", "id")[:30])


def _consents(resident: Resident, at: datetime) -> list[Consent]:
    held = Consent.objects.valid(at).filter(principal=resident)
    return list(held.select_related("agent").order_by("since"))


def _tags(actor: Actor, resident: Resident) -> tuple[list[HeldTag], int]:
    held = [HeldTag(t, tag_kind(t.kind)) for t in resident.tags.filter(until=None).order_by("id")]
    if actor.can(TAG_SENSITIVE.code, resident.place):
        return held, 0
    open_to_all = [h for h in held if not h.kind.sensitive]
    return open_to_all, len(held) - len(open_to_all)
