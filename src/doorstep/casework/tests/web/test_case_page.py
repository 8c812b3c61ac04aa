"""The page of one case: what it shows, to whom, and in how many queries."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from doorstep.casework.operations.receive_word_from_asker import receive_word_from_asker
from doorstep.casework.operations.reply_to_asker import reply_to_asker
from doorstep.casework.tests.factories import LATER, accepted, closed, opened
from doorstep.casework.web.finder import find
from doorstep.casework.web.panels import dwelling_open, person_open
from doorstep.people.tests.factories import acting

HTMX = {"HX-Request": "true"}


def page(client, case, more=""):
    return client.get(f"/cases/{case.number}/{more}")


def test_everything_on_one_screen(town, desk):
    case = opened(town, answers={"running": True})
    html = page(desk(), case).content.decode()
    for words in (
        "楼上漏水", "孙阿姨", "375弄3号502", case.number, "答复孙阿姨", "为什么派到这里",
        "水还在流", "接单", "78 岁", "耳朵不太好",
    ):  # fmt: skip
        assert words in html


def test_another_place_finds_no_such_case(town, desk):
    case = opened(town)
    assert page(desk(town.lu), case).status_code == 404
    assert page(desk(town.lu), case, "acceptance/").status_code == 404
    assert desk().get("/cases/nothing/").status_code == 404
    assert desk().get("/cases/%00/").status_code == 404


def test_a_confidential_case_stays_with_those_who_may_know(town, desk):
    with acting(town.zhou):
        case = opened(town, kind="t-secret", by=town.zhou)
    assert page(desk(), case).status_code == 404
    assert "保密" in page(desk(town.zhou), case).content.decode()


def test_what_she_says_and_what_she_was_told(town, desk):
    case = accepted(town)
    with acting(town.chen):
        reply_to_asker(number=case.number, text="师傅明早九点来", by=town.chen, at=LATER)
    with acting(town.sun_herself):
        receive_word_from_asker(number=case.number, text="好的谢谢", by=town.sun_herself, at=LATER)
    html = page(desk(), case).content.decode()
    assert "告诉孙阿姨" in html
    assert '<blockquote class="timeline-body timeline-quote">好的谢谢' in html
    assert "已按时答复" in html


def test_the_live_part_says_that_something_changed(town, desk):
    case, client = accepted(town), desk()
    same = client.get(
        f"/cases/{case.number}/?version={case.version}", headers=HTMX
    ).content.decode()
    assert "hx-swap-oob" not in same
    other = client.get(f"/cases/{case.number}/?version=1", headers=HTMX).content.decode()
    assert "hx-swap-oob" in other
    assert "刚刚改动过" in other


def test_queries_do_not_grow_with_the_timeline(town, desk):
    case, client = accepted(town), desk()

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert page(client, case).status_code == 200
        return len(seen)

    def talk(times: int) -> None:
        for n in range(times):
            with acting(town.chen):
                reply_to_asker(number=case.number, text=f"第{n}次", by=town.chen, at=LATER)

    talk(2)
    page(client, case)
    few = queries()
    talk(20)
    assert queries() == few


def test_an_officer_sees_only_how_she_is_called(town, desk):
    case = opened(town, answers={"running": True})
    html = page(desk(town.wang), case).content.decode()
    assert "孙阿姨" in html
    assert "孙桂花" not in html


def test_a_template_fills_the_box_and_keeps_what_was_written(town, desk):
    case, client = accepted(town), desk()
    given = {"draft": "resolve", "text": "您好", "version": case.version}
    html = client.post(f"/cases/{case.number}/reply/", given, headers=HTMX).content.decode()
    assert "您好" in html
    assert "漏水修好了" in html
    plain = client.post(f"/cases/{case.number}/reply/", given)
    assert plain.status_code == 200
    assert "漏水修好了" in plain.content.decode()
    assert "版本" not in html


def test_perhaps_the_same(town, desk):
    first, second = opened(town), opened(town)
    html = page(desk(), second).content.decode()
    assert "可能是同一件事" in html
    assert first.number in html


def test_the_one_box_finds_a_case(town, desk):
    case = opened(town)
    for words in (case.number, case.number[-6:], "孙桂花", "漏水"):
        with acting(town.chen):
            hits = list(find(town.chen, words, 5))
        assert [hit.key for hit in hits] == [case.subject]
    with acting(town.lu):
        assert not list(find(town.lu, case.number, 5))


def test_a_person_s_and_a_home_s_cases(town, desk, rf):
    case = opened(town)
    request = rf.get("/")
    request.actor = town.chen
    with acting(town.chen):
        assert case.number in person_open(request, town.sun.pk)
        assert case.number in dwelling_open(request, town.home)
        assert "还没有工单" in person_open(request, 987654321)
        assert dwelling_open(request, "310115005005001001") != dwelling_open(request, "31010")


def test_a_closed_case_can_only_be_reopened(town, desk):
    html = page(desk(), closed(town)).content.decode()
    assert "/reopening/" in html
    assert "/resolution/" not in html
    assert 'id="reply"' not in html
