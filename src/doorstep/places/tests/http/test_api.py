"""The JSON door: reading, entering, refusing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from doorstep.kernel.actor import Actor
from doorstep.places.tests.factories import (
    AT,
    LINFEN_375,
    SHIXIN,
    make_building,
    make_estate,
    make_line,
    make_station,
    staff,
)

Visit = Callable[[Actor], Client]
ZHOU_WEI = staff("secretary", SHIXIN, "周伟")
CHEN_MIN = staff("worker", SHIXIN)
LU_JIA = staff("worker", LINFEN_375, "陆佳")
API = "/api/v1"


def _send(client: Client, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    headers = {"Idempotency-Key": str(uuid4())} if method != "get" else {}
    more = {"data": body, "content_type": "application/json"} if method != "get" else {}
    answer = getattr(client, method)(f"{API}{path}", headers=headers, secure=True, **more)
    return answer.status_code, answer.json()


@pytest.fixture(autouse=True)
def town(db: None) -> None:
    make_line()


def test_divisions_page_by_page(visit: Visit) -> None:
    client = visit(CHEN_MIN)
    status, first = _send(client, "get", "/divisions?limit=4")
    assert status == 200 and [d["code"] for d in first["items"]][:2] == ["31", "3101"]
    codes = [d["code"] for d in first["items"]]
    following = first["next"]
    while following:
        _status, page = _send(client, "get", f"/divisions?limit=4&cursor={following}")
        codes += [d["code"] for d in page["items"]]
        following = page["next"]
    assert codes == sorted(set(codes)) and len(codes) == 9
    _status, found = _send(client, "get", "/divisions?q=三七五弄&under=310106")
    assert found["items"] == []
    _status, found = _send(client, "get", "/divisions?q=临汾路375弄&under=310106")
    assert [d["code"] for d in found["items"]] == [LINFEN_375]
    _status, found = _send(client, "get", "/divisions?level=community&under=310115")
    assert [d["parent"] for d in found["items"]] == ["310115005", "310115005"]
    assert _send(client, "get", f"/divisions/{SHIXIN}")[1]["pinyin"] == "shixinjuweihui"


@pytest.mark.parametrize("path", ["/divisions", f"/stations/{SHIXIN}", "/dwellings?q=375弄"])
def test_nobody_reads(visit: Visit, path: str) -> None:
    assert _send(visit(Actor.nobody()), "get", path)[0] == 401


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/divisions/nothing", 404),
        ("/divisions?cursor=nonsense", 422),
        ("/divisions?limit=0", 422),
        ("/stations/nothing", 404),
        ("/stations?latitude=91&longitude=0", 422),
        ("/buildings/nothing", 404),
        ("/dwellings/nothing", 404),
        ("/estates?community=abc", 422),
        ("/estates/nothing/buildings", 404),
    ],
)
def test_bad_input_is_answered(visit: Visit, path: str, status: int) -> None:
    answer = _send(visit(CHEN_MIN), "get", path)
    assert answer[0] == status and answer[1]["status"] == status


@pytest.mark.parametrize("path", ["divisions", "stations", "buildings", "dwellings"])
def test_what_no_text_can_hold(visit: Visit, path: str) -> None:
    client = visit(CHEN_MIN)
    assert _send(client, "get", f"/{path}/%00")[0] in (400, 404, 422)
    assert _send(client, "get", f"/{path}?q=%00")[0] < 500


def test_an_estate_with_its_building_and_dwellings(visit: Visit) -> None:
    client = visit(ZHOU_WEI)
    body = {"community": SHIXIN, "name": "市新小区", "lane": "三七五弄"}
    status, estate = _send(client, "post", "/estates", body)
    assert status == 201 and estate["lane"] == "375"
    body = {"estate": estate["code"], "number": "3号", "floors": ["1", "2", "3", "4", "5"]}
    status, building = _send(client, "post", "/buildings", body)
    assert status == 201
    status, again = _send(client, "post", "/buildings", body)
    assert (status, again["code"]) == (409, "building-number-taken")
    _status, found = _send(client, "get", "/dwellings?q=375弄3号502")
    assert [one["address"] for one in found] == ["375弄3号502"]
    _status, of_building = _send(client, "get", f"/dwellings?building={building['code']}")
    assert len(of_building) == 10
    code = found[0]["code"]
    assert _send(client, "get", f"/dwellings/{code}")[1]["floor"] == "5"
    assert _send(client, "patch", f"/dwellings/{code}", {"use": "shop"})[1]["use"] == "shop"
    changed = _send(client, "patch", f"/estates/{estate['code']}", {"name": "新小区"})[1]
    assert (changed["name"], changed["lane"]) == ("新小区", "375")
    listed = _send(client, "get", f"/estates/{estate['code']}/buildings")[1]
    assert [one["number"] for one in listed] == ["3号"]
    assert _send(client, "get", f"/estates?community={SHIXIN}")[1][0]["code"] == estate["code"]
    assert _send(client, "get", f"/buildings/{building['code']}")[1]["units"] == 1


def test_another_place_and_another_role(visit: Visit) -> None:
    building = make_building(make_estate())
    dwelling = f"{building.code}0502"
    assert _send(visit(CHEN_MIN), "get", f"/dwellings/{dwelling}")[0] == 200
    assert _send(visit(LU_JIA), "get", f"/dwellings/{dwelling}")[0] == 404
    assert _send(visit(LU_JIA), "get", f"/buildings/{building.code}")[0] == 404
    assert _send(visit(LU_JIA), "get", f"/dwellings?building={building.code}")[1] == []
    assert _send(visit(CHEN_MIN), "patch", f"/dwellings/{dwelling}", {"use": "shop"})[0] == 403


def test_a_station_from_opening_to_its_hours(visit: Visit) -> None:
    client = visit(ZHOU_WEI)
    body = {"place": SHIXIN, "name": "市新站", "latitude": 31.23, "longitude": 121.5}
    status, station = _send(client, "post", "/stations", body)
    assert (status, station["is_open"]) == (201, False)
    hours = [{"weekday": day, "opens": "08:30", "closes": "20:00"} for day in range(1, 8)]
    path = f"/stations/{station['code']}/hours"
    with time_machine.travel(AT, tick=False):
        status, shown = _send(client, "put", path, hours)
        near = _send(client, "get", "/stations?latitude=31.231&longitude=121.5")[1]["items"]
    assert status == 200 and shown["is_open"] and shown["open_until"] == "2026-09-04T20:00:00+08:00"
    assert shown["hours"][0]["rrule"] == "FREQ=WEEKLY;BYDAY=MO"
    assert near[0]["metres"] == 111
    assert _send(client, "put", path, [{"weekday": 1, "opens": "9:00"}])[0] == 422
    changed = _send(client, "patch", f"/stations/{station['code']}", {"phone": "12345"})[1]
    assert (changed["phone"], changed["name"]) == ("12345", "市新站")
    assert _send(client, "post", "/stations", {**body, "place": LINFEN_375})[0] == 403
    assert _send(client, "post", "/stations", {**body, "name": "a\0b"})[0] in (400, 422)


def test_stations_page_by_page(visit: Visit) -> None:
    make_station()
    make_station(kind="extension", name="延伸点")
    client = visit(CHEN_MIN)
    _status, first = _send(client, "get", f"/stations?place={SHIXIN}&limit=1")
    _status, second = _send(client, "get", f"/stations?limit=1&cursor={first['next']}")
    assert [first["items"][0]["code"], second["items"][0]["code"]] == [SHIXIN, f"{SHIXIN}-02"]
    assert second["next"] is None


def test_blocks(visit: Visit) -> None:
    building = make_building(make_estate())
    client = visit(ZHOU_WEI)
    status, block = _send(client, "post", "/blocks", {"community": SHIXIN, "name": "一块"})
    assert status == 201
    path = f"/blocks/{block['code']}/buildings"
    assert _send(client, "put", path, {"buildings": [building.code]})[1]["buildings"] == [
        building.code
    ]
    assert _send(client, "put", path, {"buildings": ["99"]})[0] == 422
    assert len(_send(client, "get", f"/blocks?community={SHIXIN}")[1]) == 1
