"""My work: groups by clock, filters in the address, the left column, exports, few queries."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doorstep.casework.tests.factories import AT, accepted, closed, last_trail, opened, resolved
from doorstep.casework.web.exports import safe_cell
from doorstep.platform.models import TrailEntry

LONG_AGO = AT - timedelta(days=30)
HTMX = {"HX-Request": "true"}


def test_what_waits_is_shown_by_clock(town, desk):
    late, fresh = opened(town, at=LONG_AGO), opened(town)
    html = desk().get("/work/").content.decode()
    assert html.index("迟 <") < html.index(late.number) < html.index(fresh.number)
    assert "孙阿姨" in html
    assert "375弄3号502" in html
    assert "今天 0 · 迟 1" in html


def test_to_htmx_the_rows_alone(town, desk):
    case = opened(town)
    html = desk().get("/work/", headers=HTMX).content.decode()
    assert html.lstrip().startswith('<div id="work-list"')
    assert case.number in html


def test_nothing_waits(town, desk):
    assert "没有等着您的事" in desk().get("/work/").content.decode()
    assert "没有符合的工单" in desk().get("/work/?late=1").content.decode()


def test_filters_stand_in_the_address(town, desk):
    mine, done = accepted(town), closed(town)
    client = desk()
    assert done.number not in client.get("/work/?whose=all").content.decode()
    html = client.get("/work/?whose=all&state=closed").content.decode()
    assert done.number in html
    assert mine.number not in html
    assert "办结" in client.get("/work/?whose=all&when=closed&since=2026-11-20").content.decode()


def test_what_cannot_be_read_is_named_and_left_out(town, desk):
    case = opened(town)
    html = desk().get("/work/?place='; drop table&kind=nothing&whose=all").content.decode()
    assert case.number in html
    assert "没有用上" in html
    assert "kind, place" in html


def test_a_cursor_of_somebody_s_own_making(town, desk):
    assert desk().get("/work/?whose=all&cursor=%00x").status_code == 422


def test_another_place_sees_nothing(town, desk):
    case = opened(town)
    assert case.number not in desk(town.lu).get("/work/?whose=all").content.decode()


@pytest.mark.parametrize("address", ["/work/", "/work/?whose=all", "/work/left/"])
def test_queries_do_not_grow(town, desk, address):
    client = desk()

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    for _ in range(5):
        opened(town)
    client.get(address)
    few = queries()
    for _ in range(45):
        opened(town)
    assert queries() == few


def test_bad_ratings_stay_hidden_from_those_they_are_about(town, desk):
    from_chen = desk().get("/work/?whose=all&bad=1").content.decode()
    assert "没有符合的工单" in from_chen


def test_the_left_column(town, desk):
    case = opened(town, at=LONG_AGO)
    html = desk().get(f"/work/left/?current={case.number}").content.decode()
    assert "迟 1" in html
    assert 'aria-current="true"' in html


def test_words_are_shown_as_text(town, desk):
    opened(town, words="<script>alert(1)</script> 漏水😀")
    html = desk().get("/work/").content.decode()
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;" in html
    assert "😀" in html


def test_an_export_needs_a_fresh_sign_in(town, desk):
    opened(town)
    answer = desk().get("/work/export.csv")
    assert answer.status_code == 302
    assert "next=" in answer["Location"]


def test_a_spreadsheet_runs_nothing(town, desk):
    case = opened(town, words='=HYPERLINK("http://evil")')
    client = desk(recently=True)
    text = client.get("/work/export.csv?whose=all").content.decode("utf-8-sig")
    assert f"{case.number}," in text
    assert "'=HYPERLINK" in text
    book = openpyxl.load_workbook(BytesIO(client.get("/work/export.xlsx").content))
    cells = [cell.value for row in book.active.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)
    assert case.number in cells
    assert TrailEntry.objects.filter(action="case.export").count() == 2
    assert client.get("/work/export.pdf").status_code == 404


@pytest.mark.parametrize("text", ["=1+1", "+86", "-3", "@x", "\tx", "\rx"])
def test_formulas_are_defused(text):
    assert safe_cell(text) == f"'{text}"


def test_residents_have_no_desk(town, desk):
    assert desk(town.sun_herself).get("/work/").status_code == 403


def test_one_key_accepts_from_the_list(town, desk):
    case = opened(town)
    given = {"version": case.version}
    answer = desk().post(f"/cases/{case.number}/acceptance/", given, headers=HTMX)
    assert answer.status_code == 204
    assert "live:case" in answer["HX-Trigger"]
    assert "acceptance/undo/" in answer["HX-Trigger"]
    assert last_trail(case) == "case.accept"


def test_the_station_s_and_the_resolved(town, desk):
    case = resolved(town)
    html = desk().get("/work/?whose=unit&state=resolved").content.decode()
    assert case.number in html
