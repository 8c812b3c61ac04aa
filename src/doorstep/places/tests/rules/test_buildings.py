"""Planning the dwellings of a building."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from doorstep.places.rules.buildings import floors_up_to, is_floor, plan_dwellings

BUILDING = "310115005005001003"


def test_two_rooms_on_six_floors() -> None:
    planned = plan_dwellings(building=BUILDING, floors=floors_up_to(6), units=1, rooms=2)
    assert [one.number for one in planned[:4]] == ["101", "102", "201", "202"]
    assert planned[9].code == BUILDING + "0502" and planned[9].number == "502"


def test_basements_and_odd_floors() -> None:
    planned = plan_dwellings(
        building=BUILDING, floors=["B1", "1", "12", "12A", "14"], units=1, rooms=1
    )
    assert [(one.number, one.storey) for one in planned] == [
        ("B101", -1),
        ("101", 1),
        ("1201", 2),
        ("12A01", 3),
        ("1401", 4),
    ]
    assert is_floor("12A") and not is_floor("十二") and not is_floor("")


@given(st.integers(1, 120), st.integers(1, 4), st.integers(1, 10), st.integers(0, 3))
def test_codes_are_unique_and_below_the_building(
    floors: int, units: int, rooms: int, basements: int
) -> None:
    labels = floors_up_to(min(floors, 89), basements)
    planned = plan_dwellings(building=BUILDING, floors=labels, units=units, rooms=rooms)
    codes = {one.code for one in planned}
    assert len(codes) == len(planned) == len(labels) * units * rooms
    assert all(code.startswith(BUILDING) and len(code) == 22 for code in codes)
    assert len({(one.unit, one.number) for one in planned}) == len(planned)
