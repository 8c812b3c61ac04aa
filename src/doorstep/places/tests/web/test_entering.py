"""Entering and correcting places on pages, without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from doorstep.kernel.actor import Actor
from doorstep.places.models import Block, Building, Division, Estate, Station, StationHours
from doorstep.places.operations.create_block import create_block
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

Visit = Callable[[Actor], Client]
ZHOU_WEI = staff("secretary", SHIXIN, "周伟")
CHEN_MIN = staff("worker", SHIXIN)
DISTRICT = staff("district", PUDONG, "李区")
SECURE = {"secure": True}
PLAN = {"number": "5号", "kind": "block", "storeys": 6, "units": 2, "rooms": 2, "basements": 0}


@pytest.fixture(autouse=True)
def line(db: None) -> None:
    make_line()


def said(answer: Any) -> str:
    return str(answer.content.decode())


def test_an_estate_is_entered_and_corrected(visit: Visit) -> None:
    client = visit(ZHOU_WEI)
    new = f"/places/{SHIXIN}/estates/new/"
    assert "录入小区" in said(client.get(new, **SECURE))
    bad = client.post(new, {"name": "市新小区", "kind": "estate", "lane": "后门"}, **SECURE)
    assert bad.status_code == 422 and 'id="id_lane_error"' in said(bad)
    client.post(new, {"name": "市新小区", "kind": "estate", "lane": "375弄"}, **SECURE)
    estate = Estate.objects.get()
    assert estate.lane == "375"
    building = make_building(estate)
    changed = {"name": "市新二村", "road": "崂山路", "lane": "376"}
    client.post(f"/places/{estate.code}/edit/", changed, **SECURE)
    assert Estate.objects.get().name == "市新二村"
    assert dwellings_of(building)[0].said.startswith("376弄3号")


def test_a_building_is_seen_before_it_is_saved(visit: Visit) -> None:
    estate = make_estate()
    client = visit(ZHOU_WEI)
    new = f"/places/{estate.code}/buildings/new/"
    page = said(client.post(new, {**PLAN, "skipped": "4", "action": "preview"}, **SECURE))
    assert "20 套房" in page and ">602<" in page and ">402<" not in page
    assert not Building.objects.exists()
    saved = client.post(new, {**PLAN, "skipped": "4", "action": "save"}, **SECURE)
    building = Building.objects.get()
    assert saved["Location"] == f"/places/{building.code}/"
    assert len(dwellings_of(building)) == 20
    again = client.post(new, {**PLAN, "action": "preview"}, **SECURE)
    assert again.status_code == 422 and "已经有" in said(again)
    like = said(client.get(f"{new}?like={building.code}", **SECURE))
    assert 'value="6号"' in like and 'value="4"' in like


@pytest.mark.parametrize(
    ("field", "value"), [("skipped", "四"), ("rooms", "120"), ("storeys", "0"), ("number", "号")]
)
def test_a_building_that_cannot_be_says_which_field(visit: Visit, field: str, value: str) -> None:
    estate = make_estate()
    given = {**PLAN, field: value, "action": "save"}
    answer = visit(ZHOU_WEI).post(f"/places/{estate.code}/buildings/new/", given, **SECURE)
    assert answer.status_code == 422 and f'id="id_{field}_error"' in said(answer)
    assert not Building.objects.exists()


def test_a_home_is_chosen_on_the_map_and_corrected(visit: Visit) -> None:
    building = make_building(make_estate())
    home = dwellings_of(building)[0]
    client = visit(ZHOU_WEI)
    page = said(client.get(f"/places/{building.code}/?home={home.code}", **SECURE))
    assert home.said in page and f"/places/{home.code}/dwelling/" in page
    assert 'aria-current="true"' in page and 'data-row="5" data-column="1"' in page
    edit = f"/places/{home.code}/dwelling/"
    given = {"number": "102", "use": "shop", "occupancy": "let"}
    taken = client.post(edit, given, **SECURE)
    assert taken.status_code == 422 and "102" in said(taken)
    client.post(edit, {**given, "number": "101"}, **SECURE)
    assert dwellings_of(building)[0].use == "shop"


def test_a_station_is_opened_and_its_hours_set(visit: Visit) -> None:
    client = visit(ZHOU_WEI)
    given = {"name": "市新站", "kind": "station", "phone": "021-58750000", "step_free": "on"}
    opened = client.post(f"/places/{SHIXIN}/stations/new/", given, **SECURE)
    hours = f"/stations/{SHIXIN}/hours/"
    assert opened["Location"] == hours
    monday = {"d1_open1": "08:30", "d1_close1": "11:30", "d1_open2": "13:00", "d1_close2": "20:00"}
    copied = said(client.post(hours, {**monday, "action": "copy-week"}, **SECURE))
    assert copied.count('value="20:00"') == 5 and not StationHours.objects.exists()
    special = {"s0_first": "2026-10-01", "s0_last": "2026-10-03"}
    client.post(hours, {**monday, **special, "action": "save"}, **SECURE)
    rows = list(StationHours.objects.order_by("special", "weekday", "opens"))
    assert [(row.weekday, row.special) for row in rows] == [
        (1, False), (1, False), (4, True), (5, True), (6, True),
    ]  # fmt: skip
    assert 'value="2026-10-03"' in said(client.get(hours, **SECURE))
    client.post(f"/stations/{SHIXIN}/edit/", {**given, "name": "市新新站"}, **SECURE)
    assert Station.objects.get().name == "市新新站"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"d1_open1": "09:00"}, "d1_close1"),
        ({"d1_open1": "09:00", "d1_close1": "08:00"}, "d1_close1"),
        ({"s0_last": "2026-10-03"}, "s0_first"),
        ({"s0_first": "2026-10-03", "s0_last": "2026-10-01"}, "s0_last"),
    ],
)
def test_hours_that_cannot_be_say_where(visit: Visit, given: dict[str, str], field: str) -> None:
    make_station()
    kept = StationHours.objects.count()
    sent = {**given, "s0_opens": "", "action": "save"}
    answer = visit(ZHOU_WEI).post(f"/stations/{SHIXIN}/hours/", sent, **SECURE)
    assert answer.status_code == 422 and f'id="id_{field}_error"' in said(answer)
    assert StationHours.objects.count() == kept


def test_blocks_are_ticked(visit: Visit) -> None:
    estate = make_estate()
    ours, theirs = make_building(estate), make_building(estate, number="4号")
    create_block(community=SHIXIN, name="一块区", buildings=[theirs.code], by=SYSTEM, at=AT)
    client = visit(ZHOU_WEI)
    new = f"/places/{SHIXIN}/blocks/new/"
    page = said(client.get(new, **SECURE))
    assert f'value="{ours.code}"' in page and f'value="{theirs.code}"' not in page
    client.post(new, {"name": "二块区", "buildings": [ours.code]}, **SECURE)
    block = Block.objects.get(name="二块区")
    assert block.buildings.count() == 1
    client.post(f"/blocks/{block.code}/", {"name": "东块区"}, **SECURE)
    block.refresh_from_db()
    assert block.name == "东块区" and block.buildings.count() == 0


def test_a_community_is_split(visit: Visit) -> None:
    stays, goes = make_estate(), make_estate(name="崂山小区", lane="376")
    client = visit(DISTRICT)
    split = f"/places/{SHIXIN}/split/"
    assert "2 个小区" in said(client.get(split, **SECURE))
    none = client.post(split, {"new_code": "310115005001"}, **SECURE)
    assert none.status_code == 422 and 'id="id_estates_error"' in said(none)
    given = {"estates": [goes.code], "new_code": "310115005099", "new_name": "崂山居委会"}
    client.post(split, given, **SECURE)
    assert Division.objects.get(code="310115005099").name == "崂山居委会"
    communities = set(Estate.objects.values_list("community_id", flat=True))
    assert communities == {SHIXIN, "310115005099"} and Estate.objects.filter(pk=stays.pk).exists()


def test_who_may_not_enter(visit: Visit) -> None:
    estate, station = make_estate(), make_station()
    addresses = (
        f"/places/{SHIXIN}/estates/new/", f"/places/{estate.code}/edit/",
        f"/places/{estate.code}/buildings/new/", f"/places/{SHIXIN}/stations/new/",
        f"/stations/{station.code}/hours/", f"/places/{SHIXIN}/blocks/new/",
        f"/places/{SHIXIN}/split/",
    )  # fmt: skip
    client = visit(CHEN_MIN)
    assert {client.get(address, **SECURE).status_code for address in addresses} == {403}
    elsewhere = visit(staff("district", LINFEN_375[:6]))
    assert {elsewhere.get(one, **SECURE).status_code for one in addresses} <= {403, 404}
