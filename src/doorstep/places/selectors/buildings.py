"""Reading estates and buildings, and the grid of a building's dwellings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, NotFound
from doorstep.places.models import Building, Dwelling, Estate


class EstateMissing(NotFound):
    code = "estate-missing"
    title = N_("There is no such estate.")
    mend = N_("Check the place code.")


class BuildingMissing(NotFound):
    code = "building-missing"
    title = N_("There is no such building.")
    mend = N_("Check the place code.")


def access_estate(actor: Actor, code: str, *, to: str) -> Estate:
    """Return an estate of the actor's scope.

    Raises:
        EstateMissing: not there, or out of scope. Forbidden: in scope, without ``to``.
    """
    found = Estate.objects.filter(code=code.replace("\0", "")).first()
    if found is None or not actor.scope().covers(found.code):
        raise EstateMissing
    actor.require(to, found.code)
    return found


def access_building(actor: Actor, code: str, *, to: str) -> Building:
    """Return a building (with its estate) of the actor's scope.

    Raises:
        BuildingMissing: not there, or out of scope. Forbidden: in scope, without ``to``.
    """
    found = Building.objects.select_related("estate").filter(code=code.replace("\0", "")).first()
    if found is None or not actor.scope().covers(found.code):
        raise BuildingMissing
    actor.require(to, found.code)
    return found


@dataclass(slots=True)
class GridFloor:
    """One floor of the house map: cells by unit, each in order of position."""

    label: str
    units: list[list[Dwelling]] = field(default_factory=list)

    def __iter__(self) -> Iterator[list[Dwelling]]:
        return iter(self.units)


@dataclass(frozen=True, slots=True)
class GridCell:
    """A dwelling on the house map. ``row``: floors from the top; ``column``: over all units."""

    home: Dwelling
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class GridUnit:
    """A unit of the house map: (label of the floor, its cells) from the top floor down."""

    number: int
    floors: list[tuple[str, list[GridCell]]]


@dataclass(slots=True)
class BuildingGrid:
    """A building as it stands: floors from the top, units left to right."""

    building: Building
    floors: list[GridFloor]

    @property
    def units(self) -> list[int]:
        """Numbers of the units, from 1."""
        return list(range(1, max((len(floor.units) for floor in self.floors), default=0) + 1))

    @property
    def by_unit(self) -> list[GridUnit]:
        """The same by unit: each as a column of floors from the top, with where a cell stands."""
        columns, found = 0, []
        for number in self.units:
            floors = []
            for row, floor in enumerate(self.floors):
                cells = floor.units[number - 1] if number <= len(floor.units) else []
                placed = [GridCell(home, row, columns + n) for n, home in enumerate(cells)]
                floors.append((floor.label, placed))
            columns += max((len(cells) for _label, cells in floors), default=0)
            found.append(GridUnit(number, floors))
        return found

    @property
    def dwellings(self) -> int:
        return sum(len(cells) for floor in self.floors for cells in floor.units)


def building_grid(building: Building) -> BuildingGrid:
    """Return the dwellings of a building as floors × units, in two queries at most."""
    dwellings = Dwelling.objects.under(building.code).order_by("-storey", "unit", "position")
    return grid_of(building, dwellings)


def grid_of(building: Building, dwellings: Iterable[Dwelling]) -> BuildingGrid:
    """Lay dwellings (in order of position) out as floors × units, without a query."""
    by_floor: dict[str, GridFloor] = {
        label: GridFloor(label, [[] for _ in range(building.units)])
        for label in reversed(building.floors)
    }
    for dwelling in dwellings:
        floor = by_floor.setdefault(
            dwelling.floor, GridFloor(dwelling.floor, [[] for _ in range(building.units)])
        )
        while len(floor.units) < dwelling.unit:
            floor.units.append([])
        floor.units[dwelling.unit - 1].append(dwelling)
    return BuildingGrid(building, list(by_floor.values()))
