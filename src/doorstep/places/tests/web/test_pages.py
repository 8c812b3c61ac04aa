"""The pages of stations, places and lists of divisions, as those who use them see them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from doorstep.kernel.actor import Actor
from doorstep.places.models import Division, DivisionChange, DivisionUpload
from doorstep.places.operations.apply_division_change import Wanted, apply_division_change
from doorstep.places.operations.create_block import create_block
from doorstep.places.tests.factories import (
    AT,
    LINE,
    LINFEN_375,
    PUDONG,
    SHIXIN,
    SYSTEM,
    make_building,
    make_estate,
    make_line,
    make_station,
    staff,
)

Visit = Callable[[Actor], Client]
CHEN_MIN = staff("worker", SHIXIN)
LU_JIA = staff("worker", LINFEN_375, "陆佳")
DISTRICT = staff("district", PUDONG, "李区")
SECURE = {"secure": True}


@pytest.fixture(autouse=True)
def town(db: None) -> None:
    make_line()


def test_a_station_for_whoever_passes_by(visit: Visit) -> None:
    make_station(address="乳山路5号", step_free=True)
    with time_machine.travel(AT, tick=False):
        page = visit(Actor.nobody()).get(f"/stations/{SHIXIN}/", **SECURE).content.decode()
    assert "今天开到 20:00" in page
    assert "市新家门口服务站" in page and "乳山路5号" in page and "tel:021-58750000" in page
    assert "周一至周五" in page and "8:30–20:00" in page


def test_a_closed_station_says_when_it_opens(visit: Visit) -> None:
    make_station()
    with time_machine.travel("2026-09-04T13:00:00Z", tick=False):
        page = visit(Actor.nobody()).get(f"/stations/{SHIXIN}/", **SECURE).content.decode()
    assert "明天 9:00 开门" in page


def test_the_list_of_stations_and_finding_a_community(visit: Visit) -> None:
    make_station()
    make_station(LINFEN_375, name="临汾路375弄站")
    client = visit(Actor.nobody())
    page = client.get(f"/stations/?place={PUDONG}", **SECURE).content.decode()
    assert "市新家门口服务站" in page and "临汾路375弄站" not in page
    found = client.get("/stations/?q=临汾路375弄", **SECURE).content.decode()
    assert "临汾路三七五弄居委会" in found
    assert client.get("/stations/?q=<b>&place=<script>", **SECURE).status_code == 200
    assert client.get("/stations/?q=%00", **SECURE).status_code < 500
    empty = client.get("/stations/?place=99&q=无此地", **SECURE).content.decode()
    assert "没有叫这个名字的居村" in empty


@pytest.mark.parametrize("code", ["nothing", "31011500500500", "<script>", "%00"])
def test_no_such_station(visit: Visit, code: str) -> None:
    assert visit(Actor.nobody()).get(f"/stations/{code}/", **SECURE).status_code == 404


def test_the_worker_walks_down_from_her_community(visit: Visit) -> None:
    estate = make_estate()
    building = make_building(estate)
    create_block(community=SHIXIN, name="一块区", buildings=[building.code], by=SYSTEM, at=AT)
    make_station()
    client = visit(CHEN_MIN)
    home = client.get("/places/", **SECURE)
    assert home.status_code == 302 and home["Location"] == f"/places/{SHIXIN}/"
    page = client.get(home["Location"], **SECURE).content.decode()
    assert "市新小区" in page and "一块区" in page and f"/places/{estate.code}/" in page
    assert "3号" in client.get(f"/places/{estate.code}/", **SECURE).content.decode()
    grid = client.get(f"/places/{building.code}/", **SECURE).content.decode()
    assert grid.index(">601<") < grid.index(">502<") < grid.index(">101<")
    dwelling = client.get(f"/places/{building.code}0502/", **SECURE)
    home = f"{building.code}0502"
    assert dwelling["Location"] == f"/places/{building.code}/?home={home}#d{home}"


def test_another_place_is_not_there(visit: Visit) -> None:
    building = make_building(make_estate())
    client = visit(LU_JIA)
    for code in (SHIXIN, building.code, f"{building.code}0502", "nothing", "31011500500"):
        assert client.get(f"/places/{code}/", **SECURE).status_code == 404


def test_several_places_are_listed(visit: Visit) -> None:
    both = Actor("staff", "x", 1, grants=(*CHEN_MIN.grants, *LU_JIA.grants), via="session")
    page = visit(both).get("/places/", **SECURE).content.decode()
    assert "市新居委会" in page and "临汾路三七五弄居委会" in page


def _csv(rows: list[tuple[str, str]]) -> SimpleUploadedFile:
    text = "code,name\n" + "\n".join(",".join(row) for row in rows)
    return SimpleUploadedFile("2024.csv", text.encode(), "text/csv")


def test_a_newer_list_from_upload_to_merge_and_back(visit: Visit) -> None:
    make_building(make_estate())
    rows = [(row.code, row.name) for row in LINE if row.code != SHIXIN]
    client = visit(DISTRICT)
    sent = client.post("/places/imports/", {"version": "2024", "file": _csv(rows)}, **SECURE)
    upload = DivisionUpload.objects.get()
    assert sent["Location"] == f"/places/imports/{upload.pk}/"
    page = client.get(sent["Location"], **SECURE).content.decode()
    assert "市新居委会" in page and "12 套房" in page and "places_" not in page
    client.post(f"/places/imports/{upload.pk}/loading/", **SECURE)
    assert Division.objects.get(code=SHIXIN).status == "active"
    decision = {"kind": "merge", "old_code": SHIXIN, "new_code": "310115005001", "why": "x"}
    client.post("/places/changes/", decision, **SECURE)
    assert Division.objects.get(code=SHIXIN).status == "merged"
    listed = client.get("/places/imports/", **SECURE).content.decode()
    assert "市新居委会" in listed
    change = DivisionChange.objects.get()
    client.post(f"/places/changes/{change.pk}/undoing/", **SECURE)
    assert Division.objects.get(code=SHIXIN).status == "active"
    client.post(f"/places/changes/{change.pk}/undoing/", **SECURE)
    assert "已经撤销" in client.get("/places/imports/", **SECURE).content.decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,b\n1,2", "code"),
        ("code,name\n31,上海市".encode("gb18030"), "UTF-8"),
        (b"code,name\n31x,y", "第 1 行"),
        (b"code,name\n31,y", "没有一行"),
        (b"code,name\n" + b"310115," * 400_000, "2 MB"),
    ],
)
def test_uploads_that_cannot_be_read_say_why(visit: Visit, content: bytes, said: str) -> None:
    file = SimpleUploadedFile("list.csv", content, "text/csv")
    answer = visit(DISTRICT).post("/places/imports/", {"version": "1", "file": file}, **SECURE)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not DivisionUpload.objects.exists()


def test_a_decision_that_cannot_be_done_says_why(visit: Visit) -> None:
    client = visit(DISTRICT)
    client.post("/places/changes/", {"kind": "merge", "old_code": "x"}, **SECURE)
    decision = {"kind": "merge", "old_code": SHIXIN, "new_code": "310115005555"}
    client.post("/places/changes/", decision, **SECURE)
    page = client.get("/places/imports/", **SECURE).content.decode()
    assert "310115005555" in page
    assert Division.objects.get(code=SHIXIN).status == "active"


def test_changes_of_another_district_are_not_there(visit: Visit) -> None:
    wanted = Wanted("rename", old_code=SHIXIN, new_code=SHIXIN, new_name="x")
    change = apply_division_change(wanted=wanted, by=SYSTEM, at=AT, tables=[])
    client = visit(staff("district", "310106"))
    assert client.post(f"/places/changes/{change.pk}/undoing/", **SECURE).status_code == 404
    decision = {"kind": "drop", "old_code": SHIXIN}
    assert client.post("/places/changes/", decision, **SECURE).status_code == 403


def test_lists_are_the_districts(visit: Visit) -> None:
    assert visit(CHEN_MIN).get("/places/imports/", **SECURE).status_code == 403


def test_ones_own_station_comes_first(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    make_station("310115005001", name="梅园站", latitude=31.240, longitude=121.520)
    make_station(latitude=31.235, longitude=121.520)
    make_station("310115", name="区中心", kind="centre", latitude=31.236, longitude=121.520)
    monkeypatch.setattr("doorstep.people.public.homes_of", lambda actor: (f"{SHIXIN}0010030502",))
    sun = Actor("resident", "孙桂花", 1, persons=(1,), via="session")
    page = visit(sun).get("/stations/", **SECURE).content.decode()
    assert page.index("您家这边：市新居委会") < page.index("市新家门口服务站")
    assert page.index("市新家门口服务站") < page.index("梅园站") < page.index("区中心")
    assert "约 600 米" in page
    everywhere = visit(sun).get("/stations/?place=310115005001", **SECURE).content.decode()
    assert "梅园站" in everywhere and "市新家门口服务站" not in everywhere
