"""Reads of a resident's own pages: what they asked for, whom they trust, their station."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from doorstep.casework.public import (
    Case,
    CasePage,
    Notice,
    TimelineEntry,
    case_page,
    cases_of_person,
    find_kind,
    kind_of,
    text_for_asker,
)
from doorstep.kernel.actor import Actor
from doorstep.kernel.scope import Scope
from doorstep.modules.reception.rules import load_kinds, propose
from doorstep.people.public import (
    Account,
    Consent,
    Resident,
    access_resident,
    own_resident,
)
from doorstep.places.public import StationSight, station_list
from doorstep.platform.modules import CaseKind
from doorstep.platform.scope import scoped

OTHER = "other"
_SUMMER, _WINTER = (6, 7, 8, 9), (12, 1, 2)
_DOORS = ("visit-request", "space-booking", "suggestion")


@lru_cache
def _kinds_data() -> list[dict[str, Any]]:
    return load_kinds()


def kinds_like(words: str) -> list[CaseKind]:
    """Return the kinds that somebody's words seem to mean, the likeliest first, at most three."""
    found = (find_kind(code) for code in propose(words[:500], _kinds_data()))
    return [kind for kind in found if kind is not None]


def may_ask_for(actor: Actor) -> list[tuple[int, str]]:
    """Return (id, name) of the persons that ``actor`` may ask for, themself first."""
    residents = Resident.objects.in_bulk(list(actor.persons))
    return [(pk, residents[pk].name) for pk in actor.persons if pk in residents]


def place_of_person(actor: Actor, person: int) -> str:
    """Return the place of a person that ``actor`` may ask for.

    Raises:
        NotFound: somebody else.
    """
    return access_resident(actor, person, to="").place


@dataclass(frozen=True, slots=True)
class Matter:
    """A case as its asker sees it in a list."""

    case: Case
    kind: CaseKind
    asker: str


def matters_of(actor: Actor, *, limit: int) -> list[Matter]:
    """Return the newest matters of the persons that ``actor`` is or acts for."""
    names = dict(may_ask_for(actor))
    found = [c for pk in names for c in cases_of_person(actor, pk, limit=limit)]
    found = sorted(found, key=lambda case: case.pk, reverse=True)[:limit]
    several = len(names) > 1
    return [
        Matter(case, kind_of(case.kind_id), names.get(case.asker_id or 0, "") if several else "")
        for case in found
    ]


@dataclass(frozen=True, slots=True)
class MatterPage:
    """One matter: the case, what was said in order, and what its asker may do now. ``told``: how
    a neighbour's matter goes that this one was joined with."""

    case: Case
    kind: CaseKind
    page: CasePage
    talk: list[tuple[TimelineEntry, str]]
    told: list[Notice]
    rated: int | None

    @property
    def can(self) -> set[str]:
        return {str(move) for move in self.page.moves}


def matter_page(actor: Actor, number: str) -> MatterPage:
    """Return a matter of the actor's own.

    Raises:
        CaseNotFound: somebody else's.
    """
    found = case_page(actor, number)
    talk = [(entry, entry.text or text_for_asker(found.case, entry)) for entry in found.timeline]
    return MatterPage(
        case=found.case,
        kind=kind_of(found.case.kind_id),
        page=found,
        talk=[(entry, text) for entry, text in talk if text],
        told=_told_of_original(found.case),
        rated=found.ratings.get(found.case.rounds),
    )


def _told_of_original(case: Case) -> list[Notice]:
    if case.duplicate_of_id is None or case.asker_id is None:
        return []
    told = Notice.objects.filter(case_id=case.duplicate_of_id, resident_id=case.asker_id)
    return list(told.order_by("id"))


def doors_of_season(kinds: list[CaseKind], at: datetime) -> list[CaseKind]:
    """Return the four big doors: three that always stand open and one of the season."""
    month = at.month
    season = "heat-typhoon" if month in _SUMMER else "medical-booklet"
    if month in _WINTER:
        season = "elder-help"
    by_code = {kind.code: kind for kind in kinds}
    return [by_code[code] for code in (*_DOORS, season) if code in by_code]


@dataclass(frozen=True, slots=True)
class Around:
    """Consents around a resident: given by ``me``, and those that let me act for others."""

    me: Resident | None
    given: list[Consent]
    held: list[Consent]
    agents: dict[int, str]


def consents_around(actor: Actor, at: datetime) -> Around:
    """Return the consents that hold now, in both directions."""
    me = own_resident(actor)
    valid = Consent.objects.valid(at).select_related("principal").exclude(agent=None)
    found = list(valid.order_by("-since"))
    given = [c for c in found if me is not None and c.principal_id == me.pk]
    return Around(
        me=me,
        given=given,
        held=[c for c in found if c.agent_id == actor.account_id],
        agents=_names_of_agents([c.agent_id for c in given if c.agent_id]),
    )


def _names_of_agents(accounts: list[int]) -> dict[int, str]:
    """Return account id → name; a resident's own request sees no account but theirs."""
    if not accounts:
        return {}
    with scoped(Scope.everywhere("names of whom a resident trusts")):
        return dict(Account.objects.filter(pk__in=accounts).values_list("pk", "name"))


def station_of_resident(actor: Actor, at: datetime) -> StationSight | None:
    """Return the station below the resident's flat, or None when it isn't known."""
    places = Resident.objects.filter(pk__in=actor.persons).values_list("place", flat=True)
    place = next(iter(places), "")
    return next(iter(station_list(place[:12], at, limit=1)), None) if place else None
