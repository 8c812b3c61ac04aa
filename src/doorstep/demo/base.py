"""The base of the town: its places and its people, in bulk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random
from typing import Any

from django.db import transaction

from doorstep.demo.bulk import analyze, copy_rows, reserve_ids
from doorstep.demo.folk import Person, draw_household, number_once, settle_registration
from doorstep.demo.heroes import put_heroes
from doorstep.demo.homes import Home, PlannedEstate, plan_estates
from doorstep.demo.towns import Town
from doorstep.people.public import name_key, read_name
from doorstep.places.public import Estate, normalize_address, place_pinyin
from doorstep.platform.sealed import blind, tail
from doorstep.platform.sealed.boxes import seal

SETTLED = date(2026, 1, 5)
NOW = datetime(2026, 1, 5, 1, tzinfo=UTC)

_ESTATE = "code community_id name name_pinyin initials search_name kind road lane".split()
_BUILDING = "code estate_id kind number number_key floors units has_lift built_year".split()
_DWELLING = (
    "code building_id number floor storey unit position use occupancy lane_key room_key said"
).split()
_HOUSEHOLD = "id place formed_on note".split()
_RESIDENT = (
    "id place household_id relation_to_head name name_key name_pinyin name_initials gender"
    " birth_year birth_month birth id_number id_whole id_tail phone phone_whole phone_tail"
    " residence status moved_to language needs_note registered_on updated_at version"
).split()
_TAG = "resident_id place kind since source confidence note created_at".split()
_RELATION = "resident_id place kind name phone phone_whole whereabouts first_to_call".split()
_KIN = {"女儿": "child", "儿子": "child"}


@dataclass(slots=True)
class Household:
    """A home and who lives in it."""

    home: Home
    people: list[Person]


def fill_community(town: Town, community: str, name: str, seed: int) -> tuple[int, int]:
    """Fill one community; return (dwellings, people). Same seed, same community."""
    rng = Random(f"{seed}:{community}")
    estates = list(plan_estates(town, community, name, rng))
    households = list(_households(estates, rng))
    if community == town.main:
        put_heroes(households)
    everyone = [person for household in households for person in household.people]
    settle_registration(everyone, town.over_60, rng)
    number_once(everyone, rng)
    # All or nothing: a community that has its estates is not filled again.
    with transaction.atomic(using="owner"):
        return _fill_places(community, estates), _fill_people(households)


def finish() -> None:
    """Tell the planner what is there now."""
    analyze(
        "places_estate", "places_building", "places_dwelling", "people_household",
        "people_resident", "people_tag", "people_relation",
    )  # fmt: skip


def _fill_places(community: str, estates: list[PlannedEstate]) -> int:
    copy_rows("places_estate", _ESTATE, (_estate_row(community, estate) for estate in estates))
    buildings = [(estate, building) for estate in estates for building in estate.buildings]
    copy_rows(
        "places_building", _BUILDING,
        (
            (b.code, e.code, "block", b.number, b.number_key, list(b.floors), 1, b.has_lift,
             b.built_year)
            for e, b in buildings
        ),
    )  # fmt: skip
    return copy_rows(
        "places_dwelling", _DWELLING,
        (
            (h.code, b.code, h.number, h.floor, h.storey, h.unit, h.position, h.use, h.occupancy,
             h.lane_key, h.room_key, h.said)
            for _e, b in buildings
            for h in b.homes
        ),
    )  # fmt: skip


def _estate_row(community: str, estate: PlannedEstate) -> tuple[Any, ...]:
    sound, initials = place_pinyin(estate.name)
    search = normalize_address(estate.name)
    return (
        estate.code, community, estate.name, sound, initials, search, "estate", estate.road,
        estate.lane,
    )  # fmt: skip


def _households(estates: list[PlannedEstate], rng: Random) -> Iterator[Household]:
    for estate in estates:
        for building in estate.buildings:
            for home in building.homes:
                if home.use == "home" and home.occupancy != "empty":
                    yield Household(home, draw_household(rng, home.occupancy == "let"))


def _fill_people(households: list[Household]) -> int:
    first_household = reserve_ids("people_household", len(households))
    copy_rows(
        "people_household", _HOUSEHOLD,
        ((first_household + i, h.home.code, SETTLED, "") for i, h in enumerate(households)),
    )  # fmt: skip
    everyone = [
        (first_household + i, h.home.code, p) for i, h in enumerate(households) for p in h.people
    ]
    first = reserve_ids("people_resident", len(everyone))
    numbered = [(first + i, *row) for i, row in enumerate(everyone)]
    copy_rows("people_resident", _RESIDENT, (_resident_row(*row) for row in numbered))
    copy_rows("people_tag", _TAG, _tag_rows(numbered))
    copy_rows("people_relation", _RELATION, _relation_rows(numbered))
    return len(everyone)


def _sealed(kind: str, value: str | None, label: str) -> tuple[Any, Any, Any]:
    if not value:
        return None, None, None
    return seal(value, label), blind(kind, value), tail(kind, value)


def _resident_row(number: int, household: int, place: str, p: Person) -> tuple[Any, ...]:
    reading = read_name(p.name)
    return (
        number, place, household, p.relation, p.name, name_key(p.name), reading.full,
        reading.initials, p.gender, p.born.year, p.born.month,
        seal(p.born.isoformat(), "people_resident.birth"),
        *_sealed("id_number", p.id_number, "people_resident.id_number"),
        *_sealed("phone", p.phone, "people_resident.phone"),
        p.residence, "living_here", "", "", p.needs_note, SETTLED, NOW, 1,
    )  # fmt: skip


def _tag_rows(numbered: list[tuple[int, int, str, Person]]) -> Iterator[tuple[Any, ...]]:
    for number, _household, place, p in numbered:
        for tag in p.tags:
            yield number, place, tag, SETTLED, "import", 90, "", NOW


def _relation_rows(numbered: list[tuple[int, int, str, Person]]) -> Iterator[tuple[Any, ...]]:
    rng = Random(len(numbered))
    for number, _household, place, p in numbered:
        if p.child_elsewhere:
            kin, name, where = p.child_elsewhere
            phone = f"139{rng.randrange(10**8):08d}"
            yield (
                number, place, _KIN[kin], name, seal(phone, "people_relation.phone"),
                blind("phone", phone), where, True,
            )  # fmt: skip


def is_filled(community: str) -> bool:
    """Say whether a community has its estates already."""
    return Estate.objects.filter(community_id=community).exists()
