"""Estates, buildings and dwellings of a community, planned from its code and the seed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from doorstep.demo.towns import HERO_ROOMS, Town
from doorstep.places.public import (
    PlannedDwelling,
    address_keys,
    building_key,
    floors_up_to,
    normalize_address,
    plan_dwellings,
)

_LANE = re.compile(r"^(?P<road>.+?[路道街])(?P<lane>\d+)弄")


@dataclass(frozen=True, slots=True)
class Home:
    """A dwelling: everything its row holds."""

    code: str
    number: str
    floor: str
    storey: int
    unit: int
    position: int
    use: str
    occupancy: str
    lane_key: str
    room_key: str
    said: str


@dataclass(frozen=True, slots=True)
class PlannedBuilding:
    """A building with its dwellings; in Shanghai a number is one staircase."""

    code: str
    number: str
    number_key: str
    floors: tuple[str, ...]
    has_lift: bool
    built_year: int
    homes: tuple[Home, ...]


@dataclass(frozen=True, slots=True)
class PlannedEstate:
    """An estate of a community, with its buildings. Coordinates in degrees, WGS84."""

    code: str
    name: str
    road: str
    lane: str
    buildings: tuple[PlannedBuilding, ...]


def plan_estates(town: Town, community: str, name: str, rng: Random) -> Iterator[PlannedEstate]:
    """Plan the estates of a community so that together they have ``town.dwellings`` dwellings."""
    left = town.dwellings
    for number in range(1, town.estates + 1):
        share = left if number == town.estates else round(left * rng.uniform(0.45, 0.65))
        left -= share
        title, road, lane = _address(town, community, name, number, rng)
        code = f"{community}{number:03d}"
        buildings = tuple(_buildings(code, title, road, lane, share, rng))
        if community == town.main and number == 1:
            buildings = tuple(_lived_in(building) for building in buildings)
        yield PlannedEstate(code, title, road, lane, buildings)


def _lived_in(building: PlannedBuilding) -> PlannedBuilding:
    """Let nobody's home of those whom the tutorial names be a shop or stand empty."""
    homes = (
        replace(home, use="home", occupancy="own") if home.room_key in HERO_ROOMS else home
        for home in building.homes
    )
    return replace(building, homes=tuple(homes))


def _address(
    town: Town, community: str, name: str, number: int, rng: Random
) -> tuple[str, str, str]:
    if number == 1 and community == town.main and town.main_lane[0]:
        return town.main_lane
    found = _LANE.match(normalize_address(name))
    if number == 1 and found:
        return f"{found['road']}{found['lane']}弄", found["road"], found["lane"]
    road = rng.choice(town.roads)
    lane = str(rng.randrange(20, 1_990))
    stem = re.sub(r"(社区)?(居委会|村委会|居民委员会|村民委员会)$", "", name)
    return (f"{stem}小区" if number == 1 else f"{road}{lane}弄"), road, lane


def _buildings(
    estate: str, title: str, road: str, lane: str, dwellings: int, rng: Random
) -> Iterator[PlannedBuilding]:
    made = serial = 0
    built = rng.randrange(1982, 2004)
    while made < dwellings:
        serial += 1
        tall = rng.random() < 0.07 and serial > 6 and dwellings - made > 60
        floors = floors_up_to(18 if tall else 6)
        rooms = 6 if tall else 4
        code, number = f"{estate}{serial:03d}", f"{serial}号"
        homes = tuple(
            _home(planned, number, title, road, lane, rng)
            for planned in plan_dwellings(building=code, floors=floors, units=1, rooms=rooms)
        )[: dwellings - made]
        made += len(homes)
        yield PlannedBuilding(code, number, building_key(number), tuple(floors), tall, built, homes)


def _home(
    planned: PlannedDwelling, number: str, title: str, road: str, lane: str, rng: Random
) -> Home:
    shop = planned.storey == 1 and rng.random() < 0.03
    draw = rng.random()
    occupancy = "own" if draw < 0.74 else "let" if draw < 0.93 else "empty"
    keys = address_keys(number=number, room=planned.number, lane=lane, road=road, estate=title)
    return Home(
        code=planned.code,
        number=planned.number,
        floor=planned.floor,
        storey=planned.storey,
        unit=planned.unit,
        position=planned.position,
        use="shop" if shop else "home",
        occupancy="let" if shop else occupancy,
        lane_key=keys.lane_key,
        room_key=keys.room_key,
        said=keys.said,
    )
