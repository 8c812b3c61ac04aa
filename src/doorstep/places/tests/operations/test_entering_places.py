"""create_estate, change_estate, create_building, change_dwelling, create_block, codes …"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

import pytest
from django.db import IntegrityError, connection, transaction

from doorstep.kernel.errors import Forbidden, NotFound
from doorstep.kernel.scope import Scope
from doorstep.places.models import Building, Division, Dwelling, Estate, Station
from doorstep.places.operations.change_dwelling import (
    DwellingNumberTaken,
    DwellingUnfit,
    change_dwelling,
)
from doorstep.places.operations.change_estate import change_estate
from doorstep.places.operations.change_station import change_station
from doorstep.places.operations.codes import PlaceFull, next_code
from doorstep.places.operations.create_block import BlockUnfit, create_block
from doorstep.places.operations.create_building import (
    BuildingNumberTaken,
    BuildingUnfit,
    create_building,
)
from doorstep.places.operations.create_estate import EstateUnfit, create_estate
from doorstep.places.operations.open_station import StationUnfit, open_station
from doorstep.places.operations.set_block_buildings import (
    BuildingElsewhere,
    BuildingInOtherBlock,
    set_block_buildings,
)
from doorstep.places.operations.set_holiday import set_holiday
from doorstep.places.operations.set_station_hours import HoursUnfit, set_station_hours
from doorstep.places.rules.hours import Span
from doorstep.places.selectors.blocks import BlockMissing
from doorstep.places.selectors.divisions import DivisionMissing, NotACommunity
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
from doorstep.platform.models import TrailEntry
from doorstep.platform.scope import scoped

SECRETARY = staff("secretary", SHIXIN, "周伟")


@pytest.fixture(autouse=True)
def line(db: None) -> Iterator[None]:
    with scoped(Scope.over([SHIXIN])):
        make_line()
        yield


def test_an_estate_gets_the_next_number() -> None:
    one = create_estate(community=SHIXIN, name="市新小区", lane="三七五弄", by=SECRETARY, at=AT)
    two = create_estate(community=SHIXIN, name="东小区", by=SECRETARY, at=AT)
    assert (one.code, two.code) == (f"{SHIXIN}001", f"{SHIXIN}002")
    assert (one.lane, one.initials) == ("375", "sxxq")
    assert TrailEntry.objects.filter(action="estate.created", place=one.code).exists()


def test_estates_that_cannot_be_entered() -> None:
    with pytest.raises(EstateUnfit) as refused:
        create_estate(community=SHIXIN, name=" ", lane="花园", by=SECRETARY, at=AT)
    assert set(refused.value.fields) == {"name", "lane"}
    with pytest.raises(Forbidden):
        create_estate(community=LINFEN_375, name="x", by=SECRETARY, at=AT)
    with pytest.raises(DivisionMissing):
        create_estate(community="310115005444", name="x", by=SYSTEM, at=AT)
    with pytest.raises(NotACommunity):
        create_estate(community="310115005", name="x", by=SYSTEM, at=AT)


def test_codes_run_out() -> None:
    make_estate()
    Estate.objects.update(code=f"{SHIXIN}999")
    with pytest.raises(PlaceFull):
        next_code(Estate, SHIXIN, 3)


def test_a_building_makes_its_dwellings() -> None:
    building = create_building(
        estate=make_estate().code,
        number="3号",
        floors=["B1", "1", "2", "3", "4", "5", "6"],
        rooms=2,
        by=SECRETARY,
        at=AT,
    )
    dwellings = Dwelling.objects.under(building.code)
    assert dwellings.count() == 14
    home = dwellings.get(number="502")
    assert (home.said, home.lane_key, home.room_key) == ("375弄3号502", "375-3-502", "3-502")
    assert (home.storey, home.code) == (5, f"{building.code}0502")


def test_buildings_that_cannot_be_entered() -> None:
    estate = make_estate()
    make_building(estate)
    with pytest.raises(BuildingNumberTaken):
        create_building(estate=estate.code, number="三号", floors=["1"], by=SECRETARY, at=AT)
    with pytest.raises(BuildingUnfit) as refused:
        create_building(
            estate=estate.code,
            number="",
            floors=["1", "1"],
            units=21,
            rooms=100,
            built_year=1066,
            by=SECRETARY,
            at=AT,
        )
    assert set(refused.value.fields) == {"number", "floors", "units", "rooms", "built_year"}
    with pytest.raises(BuildingUnfit):
        create_building(estate=estate.code, number="9号", floors=["十"], by=SECRETARY, at=AT)
    with pytest.raises(NotFound):
        create_building(estate=f"{LINFEN_375}001", number="9号", floors=["1"], by=SECRETARY, at=AT)
    worker = staff("worker", SHIXIN)
    with pytest.raises(Forbidden):
        create_building(estate=estate.code, number="9号", floors=["1"], by=worker, at=AT)


def test_addresses_follow_their_estate() -> None:
    estate = make_estate()
    make_building(estate)
    change_estate(code=estate.code, lane="376弄", by=SECRETARY, at=AT)
    assert Dwelling.objects.get(number="502").lane_key == "376-3-502"
    assert Estate.objects.get().name == "市新小区"


def test_a_dwelling_is_corrected() -> None:
    home, other = dwellings_of(make_building(make_estate()))[:2]
    changed = change_dwelling(code=home.code, number="101A", occupancy="let", by=SECRETARY, at=AT)
    assert (changed.said, changed.occupancy) == ("375弄3号101A", "let")
    with pytest.raises(DwellingNumberTaken):
        change_dwelling(code=other.code, number="101A", by=SECRETARY, at=AT)
    with pytest.raises(DwellingUnfit):
        change_dwelling(code=other.code, use="castle", number="", by=SECRETARY, at=AT)


def test_dwellings_elsewhere_are_not_there() -> None:
    elsewhere = dwellings_of(make_building(make_estate(LINFEN_375)))[0]
    with pytest.raises(NotFound):
        change_dwelling(code=elsewhere.code, number="1", by=SECRETARY, at=AT)
    with scoped(Scope.over([SHIXIN])), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM places_dwelling")
        assert cursor.fetchone()[0] == 0
    with scoped(Scope.of_persons([1])), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM places_dwelling")
        assert cursor.fetchone()[0] == 0


def test_blocks() -> None:
    estate = make_estate()
    three, five = make_building(estate, "3号"), make_building(estate, "5号")
    block = create_block(community=SHIXIN, name="一块", buildings=[three.code], by=SECRETARY, at=AT)
    other = create_block(community=SHIXIN, name="二块", by=SECRETARY, at=AT)
    assert (block.code, other.code) == (f"{SHIXIN}-01", f"{SHIXIN}-02")
    with pytest.raises(BuildingInOtherBlock):
        set_block_buildings(code=other.code, buildings=[three.code], by=SECRETARY, at=AT)
    set_block_buildings(code=block.code, buildings=[five.code], by=SECRETARY, at=AT)
    set_block_buildings(code=other.code, buildings=[three.code], by=SECRETARY, at=AT)
    assert three.in_block.block_id == other.code
    with pytest.raises(BuildingElsewhere):
        set_block_buildings(code=other.code, buildings=["1" * 18], by=SECRETARY, at=AT)
    with pytest.raises(BlockUnfit):
        create_block(community=SHIXIN, name="", by=SECRETARY, at=AT)
    with pytest.raises(BlockMissing):
        set_block_buildings(code="nothing", buildings=[], by=SECRETARY, at=AT)
    with pytest.raises(Forbidden):
        set_block_buildings(code=other.code, buildings=[], by=staff("worker", SHIXIN), at=AT)
    with pytest.raises(BlockMissing):
        elsewhere = staff("secretary", LINFEN_375)
        set_block_buildings(code=other.code, buildings=[], by=elsewhere, at=AT)


def test_stations() -> None:
    one, two = make_station(), make_station(kind="extension", name="延伸点")
    assert (one.code, two.code) == (SHIXIN, f"{SHIXIN}-02")
    change_station(code=one.code, phone="12345", closed_on=date(2027, 1, 1), by=SECRETARY, at=AT)
    assert Station.objects.get(code=one.code).phone == "12345"
    with pytest.raises(StationUnfit) as refused:
        open_station(
            place=SHIXIN, name="", latitude=91, longitude=0, kind="hut", by=SECRETARY, at=AT
        )
    assert set(refused.value.fields) == {"name", "latitude", "kind"}
    with pytest.raises(NotFound):
        change_station(code=one.code, name="x", by=staff("secretary", LINFEN_375), at=AT)
    with pytest.raises(TypeError):
        change_station(code=one.code, nonsense="x", by=SECRETARY, at=AT)


def test_hours_that_do_not_fit() -> None:
    station = make_station()
    for span in (
        Span(8, time(8), time(9)),
        Span(1, time(9), time(9)),
        Span(1, None, None),
        Span(1, time(8), None),
        Span(1, time(8), time(9), special=True),
        Span(1, time(8), time(9), since=date(2026, 2, 1), until=date(2026, 1, 1)),
    ):
        with pytest.raises(HoursUnfit):
            set_station_hours(code=station.code, spans=[span], by=SECRETARY, at=AT)
    assert station.hours.count() == 7


def test_a_district_sets_its_own_days() -> None:
    district = staff("district", PUDONG)
    day = date(2026, 9, 4)
    set_holiday(place=PUDONG, day=day, is_working=False, name="台风", by=district, at=AT)
    again = set_holiday(place=PUDONG, day=day, is_working=True, name="", by=district, at=AT)
    assert again.is_working
    with pytest.raises(Forbidden):
        set_holiday(place=SHIXIN, day=day, is_working=True, name="", by=SECRETARY, at=AT)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE places_division SET parent_id = '310106021' WHERE code = '310115005005'",
        "UPDATE places_division SET name = '' WHERE code = '310115005005'",
        "UPDATE places_division SET kind = 'town' WHERE code = '310115005005'",
        "UPDATE places_division SET code = '31011500500' WHERE code = '310115005005'",
        "INSERT INTO places_estate (code, community_id, name, name_pinyin, initials, search_name,"
        " kind, road, lane) VALUES ('310106021004001', '310115005005', 'x', '', '', '', 'estate',"
        " '', '')",
    ],
)
def test_the_database_refuses_what_cannot_be(statement: str) -> None:
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_level_follows_from_the_code() -> None:
    assert Division.objects.get(code="310115005").level == "subdistrict"
    assert not Building.objects.exists()
