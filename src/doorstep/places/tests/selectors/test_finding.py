"""Finding divisions, dwellings, stations; the house map; working days of a place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotFound
from doorstep.kernel.scope import Scope
from doorstep.places.operations.set_holiday import set_holiday
from doorstep.places.rules.addresses import AddressProbe, parse_address
from doorstep.places.rules.hours import ZONE
from doorstep.places.selectors.buildings import building_grid
from doorstep.places.selectors.divisions import (
    division_children,
    division_line,
    division_search,
    place_names,
)
from doorstep.places.selectors.dwellings import access_dwelling, dwelling_lookup, dwelling_of
from doorstep.places.selectors.holidays import calendar_of
from doorstep.places.selectors.stations import nearest_open_station, station_list, station_page
from doorstep.places.tests.factories import (
    AT,
    LINFEN_375,
    PUDONG,
    SHIXIN,
    SYSTEM,
    dwellings_of,
    make_building,
    make_estate,
    make_line,
    make_station,
    staff,
)
from doorstep.platform.scope import scoped

CHEN_MIN = staff("worker", SHIXIN)
LU_JIA = staff("worker", LINFEN_375, "陆佳")


def _probe(text: str) -> AddressProbe:
    probe = parse_address(text)
    assert probe is not None
    return probe


def _found(actor: Actor, text: str) -> list[str]:
    with scoped(actor.scope()):
        return [one.said for one in dwelling_lookup(actor, _probe(text), 5)]


@pytest.fixture(autouse=True)
def town(db: None) -> Iterator[None]:
    make_line()
    estate = make_estate()
    make_building(estate, "3号")
    make_building(estate, "30号", floors=1)
    make_building(make_estate(LINFEN_375, lane="375弄", name="临汾小区"), "3号")
    yield


@pytest.mark.parametrize(
    "text", ["375弄3号502", "三七五弄3号502室", "临汾路375弄3号502", "3-502", "市新小区3号502"]
)
def test_a_dwelling_by_what_people_say(text: str) -> None:
    assert _found(CHEN_MIN, text) == ["375弄3号502"]


def test_what_lies_elsewhere_is_not_found() -> None:
    with scoped(LU_JIA.scope()):
        (found,) = dwelling_lookup(LU_JIA, _probe("375弄3号502"))
        assert found.code.startswith(LINFEN_375)
    with scoped(CHEN_MIN.scope()), pytest.raises(NotFound):
        access_dwelling(CHEN_MIN, found.code, to="places.dwelling.see")


def test_typing_on() -> None:
    assert len(_found(CHEN_MIN, "375弄")) == 5
    assert _found(CHEN_MIN, "375弄3号1") == ["375弄3号101", "375弄3号102"]
    assert "375弄30号101" in _found(CHEN_MIN, "375弄30")
    assert _found(CHEN_MIN, "376弄") == []
    assert _found(CHEN_MIN, "502室") == []


def test_the_one_dwelling_that_is_meant() -> None:
    with scoped(CHEN_MIN.scope()):
        assert dwelling_of(CHEN_MIN, _probe("3号502")) is not None
        assert dwelling_of(CHEN_MIN, _probe("3号")) is None
    both = Actor("staff", "x", 1, grants=(*CHEN_MIN.grants, *LU_JIA.grants))
    with scoped(both.scope()):
        assert dwelling_of(both, _probe("375弄3号502")) is None


def test_a_resident_finds_no_dwellings() -> None:
    resident = Actor("resident", "孙桂花", 2, persons=(1,))
    assert _found(resident, "375弄3号502") == []


def test_the_address_is_looked_up_in_an_index() -> None:
    with scoped(CHEN_MIN.scope()), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT * FROM places_dwelling"
            " WHERE lane_key >= '375-3' AND lane_key < '375-3~'"
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "places_dwelling_lane" in plan or "places_dwelling_pkey" in plan
    assert "Seq Scan" not in plan


def test_divisions_by_name_sound_and_code() -> None:
    assert [d.code for d in division_search("临汾路375弄")] == [LINFEN_375]
    assert [d.code for d in division_search("sxj")] == [SHIXIN]
    assert division_search("310115005", within=[PUDONG])[0].code == "310115005"
    assert division_search("市新", within=["310106"]) == []
    assert division_search("  ") == []
    assert [d.code for d in division_children("310115005")] == ["310115005001", SHIXIN]
    assert [d.name for d in division_line(f"{SHIXIN}001")][-2:] == ["陆家嘴街道", "市新居委会"]
    assert place_names([f"{SHIXIN}001", "99"]) == {f"{SHIXIN}001": "市新居委会", "99": "99"}


def test_the_house_map(django_assert_max_num_queries: Any) -> None:
    with scoped(CHEN_MIN.scope()):
        building = dwelling_lookup(CHEN_MIN, _probe("375弄3号502"))[0].building
        with django_assert_max_num_queries(1):
            grid = building_grid(building)
    assert [floor.label for floor in grid.floors] == ["6", "5", "4", "3", "2", "1"]
    assert [home.number for home in grid.floors[1].units[0]] == ["501", "502"]
    assert (grid.dwellings, grid.units) == (12, [1])
    assert len(dwellings_of(building)) == 12


def test_stations_say_until_when(django_assert_max_num_queries: Any) -> None:
    make_station()
    make_station(LINFEN_375, name="临汾路站")
    friday = datetime.combine(date(2026, 9, 4), time(17, 40), ZONE)
    with django_assert_max_num_queries(4):
        sights = station_list("", friday)
    assert [sight.station.code for sight in sights] == [LINFEN_375, SHIXIN]
    assert sights[0].opening.until == friday.replace(hour=20, minute=0)
    assert len(station_page(SHIXIN, friday).week) == 2
    with pytest.raises(NotFound):
        station_page("nothing", friday)


def test_holidays_close_and_the_district_may_say_otherwise() -> None:
    make_station()
    national_day = datetime.combine(date(2026, 10, 1), time(10), ZONE)
    assert not station_page(SHIXIN, national_day).opening.is_open
    set_holiday(place=PUDONG, day=national_day.date(), is_working=True, name="x", by=SYSTEM, at=AT)
    assert station_page(SHIXIN, national_day).opening.is_open
    assert calendar_of(LINFEN_375)(national_day.date()) == "holiday"


def test_the_nearest_that_is_open() -> None:
    make_station(name="近", latitude=31.2300, longitude=121.5000)
    make_station("310115005001", name="远", latitude=31.2390, longitude=121.5000)
    make_station(LINFEN_375, name="没有坐标")
    found = nearest_open_station(31.2301, 121.5001, AT)
    assert [sight.station.name for sight in found] == ["近", "远"]
    assert found[0].metres is not None and found[0].metres < 20
    assert found[1].metres is not None and 950 < found[1].metres < 1050
    assert nearest_open_station(31.23, 121.5, AT + timedelta(hours=13)) == []


def test_everywhere_sees_all() -> None:
    with scoped(Scope.everywhere("test")):
        assert len(dwelling_lookup(SYSTEM, _probe("375弄3号502"))) == 2
