"""The year at a glance, and loading one: nothing changes before it was seen."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from doorstep.kernel.actor import Actor
from doorstep.places.models import CalendarYear, HolidayOverride
from doorstep.places.tests.factories import AT, PUDONG, SHIXIN, make_line, staff

Visit = Callable[[Actor], Client]
DISTRICT = staff("district", PUDONG, "李区")
SECURE = {"secure": True}
LOAD = f"/calendar/2027/loading/?place={PUDONG}"
NOTICE = "一、元旦：1月1日（周五）至3日（周日）放假。1月9日（周六）上班。"
ROW = {
    "h0_name": "元旦", "h0_first": "2027-01-01", "h0_last": "2027-01-03", "h0_makeup": "1月9日",
    "complete": "on",
}  # fmt: skip


@pytest.fixture(autouse=True)
def line(db: None) -> None:
    make_line()


@pytest.fixture(autouse=True)
def september() -> object:
    with time_machine.travel(AT, tick=False):
        yield


def test_a_year_at_a_glance(visit: Visit) -> None:
    client = visit(staff("worker", SHIXIN))
    assert client.get("/calendar/", **SECURE)["Location"] == "/calendar/2026/"
    page = client.get("/calendar/2026/", **SECURE).content.decode()
    assert "国家已公布" in page and "248 个工作日" in page and "国庆节" in page
    assert "2027 年未公布" in page and "/calendar/2026/loading/" not in page


def test_a_year_nobody_has_announced_says_so_loudly(visit: Visit) -> None:
    page = visit(DISTRICT).get("/calendar/2027/", **SECURE).content.decode()
    assert "2027 年放假安排未公布" in page and "year-provisional" in page


def test_the_notice_is_read_seen_and_loaded(visit: Visit) -> None:
    client = visit(DISTRICT)
    read = client.post(LOAD, {"notice": NOTICE, "action": "read"}, **SECURE).content.decode()
    assert 'value="2027-01-03"' in read and "1月9日" in read and "1 个节日" in read
    seen = client.post(LOAD, {**ROW, "action": "preview"}, **SECURE).content.decode()
    assert not HolidayOverride.objects.exists()
    seal = re.search(r'name="seen" value="(\w+)"', seen)
    assert seal
    other = {**ROW, "h0_makeup": "", "seen": seal[1], "action": "load"}
    assert "再看一遍" in client.post(LOAD, other, **SECURE).content.decode()
    assert not CalendarYear.objects.exists()
    done = client.post(LOAD, {**ROW, "seen": seal[1], "action": "load"}, **SECURE)
    assert done.status_code == 302 and CalendarYear.objects.get().year == 2027
    page = client.get("/calendar/2027/", **SECURE).content.decode()
    assert "本区已录入" in page and "李区" in page


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({}, "error-summary"),
        ({"h0_first": "2027-01-03", "h0_last": "2027-01-01"}, "id_h0_last_error"),
        ({"h0_first": "2027-01-03", "h0_makeup": "周六"}, "id_h0_makeup_error"),
        ({"h0_makeup": "1月9日"}, "id_h0_first_error"),
        ({"notice": "放假啦", "action": "read"}, "error-summary"),
    ],
)
def test_what_cannot_be_read_says_where(visit: Visit, given: dict[str, str], where: str) -> None:
    answer = visit(DISTRICT).post(LOAD, {"action": "preview", **given}, **SECURE)
    assert answer.status_code == 422 and where in answer.content.decode()


def test_whose_calendar(visit: Visit) -> None:
    assert visit(staff("secretary", SHIXIN)).get(LOAD, **SECURE).status_code == 403
    other = visit(staff("district", "310106"))
    assert other.get(LOAD, **SECURE).status_code == 404
    assert other.get("/calendar/1990/", **SECURE).status_code == 404
    assert other.get("/calendar/9999/", **SECURE).status_code == 404
