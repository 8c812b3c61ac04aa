"""Cases on the API: taking, reading, who sees what of them."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from doorstep.casework.models import Case
from doorstep.casework.tests.factories import SHIXIN, accepted, closed, opened
from doorstep.people.tests import factories as people
from doorstep.people.tests.factories import everywhere

pytestmark = pytest.mark.django_db


def leak(town, **more):
    return {"kind": "t-leak", "words": "楼上漏水", "asker": town.sun.pk, **more}


def photo(name: str = "leak.jpg") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def test_a_worker_takes_and_reads_a_case(town, chen):
    taken = chen.post("/cases", leak(town))
    assert taken.status_code == 201, taken.content
    number = taken.json()["number"]
    assert taken["Location"] == f"/api/v1/cases/{number}" and taken["ETag"] == '"1"'
    read = chen.get(f"/cases/{number}")
    case = read.json()
    assert read["ETag"] == '"1"' and case["state"] == "dispatched" and case["place"] == town.home
    assert case["staff"]["asker_name"] == "孙桂花" and case["staff"]["holder_place"] == SHIXIN
    assert {"accept", "reply"} <= set(case["moves"]) and len(case["around"]["clocks"]) == 2
    assert [one["number"] for one in chen.get("/cases", asker=town.sun.pk).json()["items"]] == [
        number
    ]


def test_the_titles_are_in_the_readers_language(town, chen):
    number = chen.post("/cases", leak(town)).json()["number"]
    assert chen.get(f"/cases/{number}").json()["kind_title"] == "Leak"


def test_a_resident_asks_and_sees_her_own_only(town, chen, sun):
    hers = sun.post("/cases", leak(town))
    assert hers.status_code == 201, hers.content
    assert hers.json()["channel"] == "app" and "staff" not in hers.json()
    neighbour = people.resident("王阿姨")
    theirs = chen.post("/cases", leak(town, asker=neighbour.pk)).json()["number"]
    assert [one["number"] for one in sun.get("/cases").json()["items"]] == [hers.json()["number"]]
    assert sun.get(f"/cases/{theirs}").status_code == 404
    assert sun.post(f"/cases/{theirs}/word", {"text": "我也要"}).status_code == 404
    seen = sun.get(f"/cases/{hers.json()['number']}").json()
    assert "staff" not in seen and "around" not in seen and "cancel" in seen["moves"]
    for_another = sun.post("/cases", leak(town, asker=neighbour.pk, place=town.home))
    assert for_another.status_code == 403


@pytest.mark.parametrize(
    "more",
    [{"settled": {"outcome": "done"}}, {"handle_myself": True}, {"urgent": True}],
)
def test_what_becomes_of_it_is_not_for_the_asker_to_say(town, sun, more):
    assert sun.post("/cases", leak(town, **more)).status_code == 403


def test_a_resident_reads_her_part_of_the_timeline(town, chen, sun):
    case = accepted(town)
    chen.post(f"/cases/{case.number}/reply", {"text": "明天上门"})
    chen.post(f"/cases/{case.number}/escalation", {"reason": "我们修不了", "word": "请街道来看"})
    hers = sun.get(f"/cases/{case.number}/timeline").json()["items"]
    assert all("data" not in entry and entry["audience"] == "resident" for entry in hers)
    texts = [entry["text"] for entry in hers]
    assert "明天上门" in texts and "请街道来看" in texts and "我们修不了" not in texts
    staff = chen.get(f"/cases/{case.number}/timeline").json()["items"]
    assert "我们修不了" in [entry["text"] for entry in staff]


def test_the_timeline_goes_page_by_page(town, chen):
    number = accepted(town).number
    first = chen.get(f"/cases/{number}/timeline", limit=1).json()
    rest = chen.get(f"/cases/{number}/timeline", cursor=first["next"]).json()
    whole = chen.get(f"/cases/{number}/timeline").json()
    assert first["items"] + rest["items"] == whole["items"] and rest["next"] is None


def test_the_list_goes_page_by_page(town, chen):
    numbers = {opened(town).number for _ in range(3)}
    first = chen.get("/cases", limit=2).json()
    rest = chen.get("/cases", limit=2, cursor=first["next"]).json()
    assert {one["number"] for one in first["items"] + rest["items"]} == numbers
    assert rest["next"] is None
    other_order = chen.get("/cases", order="due", cursor=first["next"])
    assert other_order.status_code == 422


def test_filters(town, chen):
    done, still = closed(town).number, opened(town).number
    numbers = lambda **q: [one["number"] for one in chen.get("/cases", **q).json()["items"]]  # noqa: E731
    assert numbers(open="true") == [still] and numbers(state="closed") == [done]
    assert numbers(state=["closed", "dispatched"]) == [still, done]
    assert numbers(kind="t-alarm") == [] and numbers(place=SHIXIN, order="oldest") == [done, still]
    assert chen.get("/cases", state="lost").status_code == 422


def test_another_place_is_not_found_and_no_capability_is_refused(town, chen, calling):
    number = opened(town).number
    lu = calling(town.lu)
    assert lu.get(f"/cases/{number}").status_code == 404
    assert lu.post(f"/cases/{number}/acceptance").status_code == 404
    assert lu.get("/cases").json()["items"] == []
    assert chen.post(f"/cases/{number}/extension", {"more": 1, "reason": "x"}).status_code == 403
    assert chen.get("/overview", place=SHIXIN).status_code == 403


def test_files(town, chen, sun):
    number = opened(town).number
    added = sun.upload(f"/cases/{number}/files", upload=photo())
    assert added.status_code == 201 and added.json()["mime"] == "image/jpeg"
    inside = chen.upload(f"/cases/{number}/files", upload=photo("内部.jpg"), audience="staff")
    assert inside.status_code == 201
    assert len(chen.get(f"/cases/{number}").json()["files"]) == 2
    assert len(sun.get(f"/cases/{number}").json()["files"]) == 1
    fake = SimpleUploadedFile("photo.jpg", b"%PDF-not really", "image/jpeg")
    assert chen.upload(f"/cases/{number}/files", upload=fake).status_code in (201, 422)
    text = SimpleUploadedFile("photo.jpg", b"<script>", "image/jpeg")
    refused = chen.upload(f"/cases/{number}/files", upload=text)
    assert refused.status_code == 422 and refused.json()["code"] == "file-not-allowed"
    missing = chen.upload(f"/cases/{number}/files")
    assert missing.json()["fields"] == {"upload": "This is needed."}


def test_my_work_and_alike(town, chen):
    number = accepted(town).number
    other = opened(town).number
    work = chen.get("/my-work").json()
    assert {one["number"] for group in work.values() for one in group} == {number, other}
    assert [one["number"] for one in chen.get(f"/cases/{number}/alike").json()] == [other]


def test_the_same_thing_seen_by_a_machine_is_one_case(town, calling):
    chen = calling(town.chen)
    seen = {
        "kind": "t-alarm",
        "place": town.home,
        "subject_key": "meter:7",
        "words": "24 小时没用水",
    }
    first = chen.post("/cases", {**seen, "channel": "machine"})
    again = chen.post("/cases", {**seen, "channel": "machine"})
    assert first.json()["number"] == again.json()["number"]


@everywhere
def count() -> int:
    return Case.objects.count()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "no-such"}, "kind"),
        ({"kind": 5}, "kind"),
        ({"words": "", "answers": {}}, "words"),
        ({"words": "水" * 10_000}, "words"),
        ({"words": "水" * 30_000}, "words"),
        ({"answers": {"from": "the moon"}}, "from"),
        ({"place": "31011500500"}, "place"),
        ({"asker": 10**30}, "body"),
        ({"asker": "5"}, "asker"),
        ({"channel": "pigeon"}, "channel"),
        ({"wrods": "x"}, "wrods"),
        ({"words": "漏\x00水"}, "body"),
        ({"words": "\ud83d"}, "body"),
    ],
)
def test_bad_input_is_answered_clearly_and_nothing_is_half_done(town, chen, change, field):
    answer = chen.post("/cases", leak(town, **change))
    problem = answer.json()
    assert answer["Content-Type"] == "application/problem+json"
    if field == "body":
        assert (answer.status_code, problem["code"]) == (400, "body-unreadable")
    else:
        assert answer.status_code == 422 and field in problem["fields"], problem
        assert "{" not in problem["fields"][field]
    assert count() == 0


def test_hostile_words_are_just_words(town, chen):
    words = "'; DROP TABLE casework_case; -- <script>alert(1)</script> 😀"
    number = chen.post("/cases", leak(town, words=words)).json()["number"]
    assert chen.get(f"/cases/{number}").json()["words"] == words
