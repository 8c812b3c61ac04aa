"""Enter a building and generate its dwellings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict, Invalid
from doorstep.places.models import Building, Dwelling, Estate
from doorstep.places.operations.change_estate import set_address
from doorstep.places.operations.codes import next_code
from doorstep.places.permissions import ESTATE_EDIT
from doorstep.places.rules.addresses import building_key
from doorstep.places.rules.buildings import MAX_DWELLINGS, is_floor, plan_dwellings
from doorstep.places.selectors.buildings import access_estate
from doorstep.platform import trail


class BuildingUnfit(Invalid):
    code = "building-unfit"


class BuildingNumberTaken(Conflict):
    code = "building-number-taken"
    title = N_("There is a building {number} in this estate already.")
    mend = N_("Open that one, or give another number.")


def create_building(
    *,
    estate: str,
    number: str,
    floors: Sequence[str],
    by: Actor,
    at: datetime,
    units: int = 1,
    rooms: int = 2,
    kind: str = Building.Kind.BLOCK,
    has_lift: bool = False,
    built_year: int | None = None,
) -> Building:
    """Enter a building with ``rooms`` dwellings on each of ``floors`` in each of ``units``.

    ``floors``: labels from the lowest to the highest. ``rooms`` 0 makes no dwellings.

    Raises:
        EstateMissing, Forbidden, BuildingUnfit, BuildingNumberTaken.
    """
    with transaction.atomic():
        parent = access_estate(by, estate, to=ESTATE_EDIT)
        building, dwellings = planned_building(
            estate=parent,
            number=number,
            floors=floors,
            units=units,
            rooms=rooms,
            kind=kind,
            has_lift=has_lift,
            built_year=built_year,
            code=next_code(Building, parent.code, 3),
        )
        _insert(building)
        Dwelling.objects.bulk_create(dwellings, batch_size=1_000)
        trail.record(
            action="building.created",
            by=by,
            at=at,
            subject=f"place:{building.code}",
            place=building.code,
            detail={"dwellings": len(dwellings)},
        )
    return building


def planned_building(
    *,
    estate: Estate,
    number: str,
    floors: Sequence[str],
    units: int,
    rooms: int,
    kind: str,
    has_lift: bool,
    built_year: int | None,
    code: str = "",
) -> tuple[Building, list[Dwelling]]:
    """Return a building and its dwellings as they would be entered; nothing is written.

    Raises:
        BuildingUnfit. BuildingNumberTaken: as far as can be seen now.
    """
    _check(number=number, floors=floors, units=units, rooms=rooms, built_year=built_year)
    key = building_key(number)
    if Building.objects.filter(estate=estate, number_key=key).exists():
        raise BuildingNumberTaken(number=number)
    building = Building(
        code=code or f"{estate.code}000",
        estate=estate,
        kind=kind,
        number=number.strip(),
        number_key=key,
        floors=list(floors),
        units=units,
        has_lift=has_lift,
        built_year=built_year,
    )
    return building, _dwellings(building, estate, rooms)


def _check(
    *, number: str, floors: Sequence[str], units: int, rooms: int, built_year: int | None
) -> None:
    wrong: dict[str, str] = {}
    if not building_key(number) or len(number.strip()) > 20:
        wrong["number"] = N_("Write the number as it stands at the door, such as 3.")
    if not floors or not all(is_floor(floor) for floor in floors):
        wrong["floors"] = N_("Name the floors like B1, 1, 2, 12A.")
    elif (
        len(set(floors)) != len(floors) or sum(not f.isdigit() or int(f) >= 90 for f in floors) > 10
    ):
        wrong["floors"] = N_("A floor is named twice, or too many have no plain number.")
    if not 1 <= units <= 20:
        wrong["units"] = N_("1 to 20 units.")
    if not 0 <= rooms <= 99 or units * rooms > 99 or units * rooms * len(floors) > MAX_DWELLINGS:
        wrong["rooms"] = N_("At most 99 dwellings a floor and 2,000 a building.")
    if built_year is not None and not 1800 <= built_year <= 2100:
        wrong["built_year"] = N_("A year between 1800 and 2100.")
    if wrong:
        raise BuildingUnfit(fields=wrong)


def _insert(building: Building) -> None:
    try:
        with transaction.atomic():
            building.save(force_insert=True)
    except IntegrityError as error:
        if "places_building_number_once" in str(error):
            raise BuildingNumberTaken(number=building.number)
        raise


def _dwellings(building: Building, estate: Estate, rooms: int) -> list[Dwelling]:
    dwellings = []
    for planned in plan_dwellings(
        building=building.code, floors=building.floors, units=building.units, rooms=rooms
    ):
        dwelling = Dwelling(
            code=planned.code,
            building=building,
            number=planned.number,
            floor=planned.floor,
            storey=planned.storey,
            unit=planned.unit,
            position=planned.position,
        )
        set_address(dwelling, building, estate)
        dwellings.append(dwelling)
    return dwellings
