"""What went wrong is said in words, in the reader's language, and nothing of the inside shows."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from doorstep.platform.tests.stage import effects

pytestmark = pytest.mark.django_db
STATUS = {
    "missing": 404, "denied": 403, "forbidden": 403, "conflict": 409, "large": 413,
    "invalid": 422, "broken": 500,
}  # fmt: skip
WORDS = {
    "missing": ("There is nothing here", "没有"),
    "forbidden": ("Your role does not allow", "岗位"),
    "conflict": ("Somebody else changed this", "别人"),
    "large": ("too large", "太大"),
    "invalid": ("needs mending", "改"),
    "broken": ("Something broke on our side", "出"),
}
ADDRESSES = [(name, f"/stage/raise/{name}/") for name in STATUS] + [("missing", "/no/such/page/")]


def safe(page: str) -> bool:
    return not any(word in page for word in ("Traceback", "secret inside", "RuntimeError"))


@pytest.mark.parametrize(("name", "address"), ADDRESSES)
def test_a_page_says_it(stage, name, address):
    answer = stage("chen").get(address)
    page = answer.content.decode()
    assert answer.status_code == STATUS[name]
    assert WORDS.get(name, WORDS["forbidden"])[0] in page
    assert '<html lang="en"' in page
    assert safe(page)


@pytest.mark.parametrize("name", WORDS)
def test_it_is_said_in_chinese(stage, name):
    page = stage("chen", **{"Accept-Language": "zh-CN"}).get(f"/stage/raise/{name}/")
    text = page.content.decode()
    assert 'lang="zh' in text
    assert WORDS[name][0] not in text
    assert safe(text)


@pytest.mark.parametrize("name", STATUS)
def test_a_piece_of_a_page_gets_a_piece(stage, name):
    answer = stage("chen", **{"HX-Request": "true"}).get(f"/stage/raise/{name}/")
    assert answer.status_code == STATUS[name]
    assert "<html" not in answer.content.decode()
    assert safe(answer.content.decode())


@pytest.mark.parametrize("name", STATUS)
def test_a_program_gets_problem_details(stage, name):
    answer = stage("chen").get(f"/api/v1/stage/raise/{name}/")
    problem = answer.json()
    assert answer["Content-Type"] == "application/problem+json"
    assert (answer.status_code, problem["status"]) == (STATUS[name], STATUS[name])
    assert problem["instance"] == answer["X-Request-Id"]
    assert safe(answer.content.decode())


def test_what_broke_is_rolled_back(stage):
    stage("chen").post("/stage/raise/broken/")
    assert effects() == 0


@pytest.mark.parametrize("name", ["conflict", "forbidden", "invalid"])
def test_a_refusal_keeps_what_the_trail_was_told(stage, name):
    stage("chen").post(f"/stage/raise/{name}/")
    assert effects() == 1


def test_a_page_that_was_open_too_long_says_so(stage, monkeypatch):
    monkeypatch.setattr(
        "django.contrib.auth.get_user", lambda request: AnonymousUser(), raising=False
    )
    answer = Client(enforce_csrf_checks=True, headers={"Accept-Language": "en"}).post(
        "/preferences/", {"theme": "dark"}
    )
    assert answer.status_code == 403
    assert "open for too long" in answer.content.decode()


@pytest.mark.parametrize("address", ["/stations/%00/", "/design/?q=%00", "/%F0%9F%8F%A0/", "/%ff/"])
def test_an_address_that_nothing_can_hold_is_answered(stage, address):
    assert stage("chen").get(address).status_code in (404, 422)


def test_an_answer_that_streams_runs_in_no_scope_of_the_request(stage):
    answer = stage("chen").get("/stage/stream/")
    assert b"".join(answer).decode() == "scope: []"
    assert effects() == 1
