"""The dwellings of a building, planned from its floors, units and rooms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

MAX_DWELLINGS: Final[int] = 2_000
_FLOOR: Final[re.Pattern[str]] = re.compile(r"^(B[1-9]|[1-9]\d{0,2}[A-Z]?|G|M)$")


@dataclass(frozen=True, slots=True)
class PlannedDwelling:
    """One dwelling to be made. ``code``: 22 digits; ``storey``: order of the floor, below 0 for
    basements; ``unit`` and ``position``: from 1, left to right."""

    code: str
    number: str
    floor: str
    storey: int
    unit: int
    position: int


def is_floor(label: str) -> bool:
    """Say whether ``label`` names a floor: B1, 1, 12, 12A, G."""
    return bool(_FLOOR.match(label))


def floors_up_to(count: int, basements: int = 0) -> list[str]:
    """Return labels from the lowest to the highest: ``floors_up_to(3, 1)`` → B1, 1, 2, 3."""
    return [*(f"B{n}" for n in range(basements, 0, -1)), *(str(n) for n in range(1, count + 1))]


def plan_dwellings(
    *, building: str, floors: Sequence[str], units: int, rooms: int
) -> list[PlannedDwelling]:
    """Plan every dwelling of a building, floor by floor from the lowest.

    Numbers are the floor and two digits of the room within its unit: 502, B101, 12A01. The last
    four digits of the code are the floor (90 and up for floors that aren't plain numbers) and the
    place on the floor, counted over all units.
    """
    planned: list[PlannedDwelling] = []
    storeys = _storeys(floors)
    odd = 90
    for floor, storey in zip(floors, storeys, strict=True):
        if floor.isdigit() and int(floor) < 90:
            tail = int(floor)
        else:
            tail, odd = odd, odd + 1
        for place in range(units * rooms):
            unit, room = place // rooms + 1, place % rooms + 1
            planned.append(
                PlannedDwelling(
                    code=f"{building}{tail:02d}{place + 1:02d}",
                    number=f"{floor}{room:02d}",
                    floor=floor,
                    storey=storey,
                    unit=unit,
                    position=room,
                )
            )
    return planned


def _storeys(floors: Sequence[str]) -> list[int]:
    """Number floors by their order: basements below nought, 12A between 12 and 14 gets its own."""
    basements = sum(1 for floor in floors if floor.startswith("B"))
    return [
        order - basements if order < basements else order - basements + 1
        for order in range(len(floors))
    ]
