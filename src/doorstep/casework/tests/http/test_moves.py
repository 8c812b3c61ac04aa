"""Each change of a case as a resource; the same rules as on the pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from doorstep.casework.tests.factories import SHIXIN, accepted, closed, opened, resolved
from doorstep.people.tests import factories as people

pytestmark = pytest.mark.django_db


def test_a_case_from_asking_to_rating(town, chen, sun):
    number = sun.post(
        "/cases", {"kind": "t-leak", "words": "楼上漏水", "asker": town.sun.pk}
    ).json()["number"]
    path = f"/cases/{number}"
    steps = [
        (chen, "acceptance", None, "accepted"),
        (chen, "reply", {"text": "明天上午来"}, "accepted"),
        (chen, "question", {"question": "几点在家？"}, "waiting"),
        (sun, "word", {"text": "九点"}, "accepted"),
        (chen, "resolution", {"text": "修好了"}, "resolved"),
        (chen, "closure", {}, "closed"),
        (sun, "reopening", {"reason": "又漏了"}, "dispatched"),
        (chen, "acceptance", None, "accepted"),
        (chen, "resolution", {"text": "换了管子"}, "resolved"),
        (chen, "closure", {"word": "谢谢您等"}, "closed"),
    ]
    for who, move, body, state in steps:
        answer = who.post(f"{path}/{move}", body)
        assert (answer.status_code, answer.json().get("state")) == (200, state), answer.content
    rated = sun.post(f"{path}/rating", {"score": 5})
    assert rated.status_code == 201 and rated.json()["round"] == 2
    again = sun.post(f"{path}/rating", {"score": 1})
    assert (again.status_code, again.json()["code"]) == (409, "case-rated-already")


def test_the_other_changes(town, calling):
    zhou, chen = calling(town.zhou), calling(town.chen)
    number = accepted(town).number
    to = {"level": "community", "role": "officer"}
    until = (timezone.now() + timedelta(days=3)).isoformat()
    steps = [
        (zhou, "extension", {"more": 2, "reason": "等零件"}, "accepted"),
        (chen, "reply", {"text": "要等两天"}, "accepted"),
        (chen, "suspension", {"until": until, "reason": "等零件", "word": "周一到货"}, "suspended"),
        (chen, "resumption", None, "accepted"),
        (zhou, "reassignment", {"to": to, "reason": "要执法的人"}, "dispatched"),
        (zhou, "return", {"reason": "不归我们"}, "new"),
        (zhou, "dispatch", {}, "dispatched"),
        (zhou, "escalation", {"reason": "要街道来"}, "dispatched"),
        (zhou, "cancellation", {"reason": "已经不漏了"}, None),
    ]
    for who, move, body, state in steps:
        answer = who.post(f"/cases/{number}/{move}", body)
        if state is None:  # it is with the subdistrict now
            assert answer.json()["code"] == "case-not-the-holder"
        else:
            assert (answer.status_code, answer.json().get("state")) == (200, state), answer.content


def test_settling_relocating_and_merging(town, chen):
    on_the_spot = opened(town).number
    settled = chen.post(f"/cases/{on_the_spot}/settlement", {"outcome": "告知"})
    assert settled.json()["state"] == "closed"
    other = people.dwelling(room="501").pk
    moved = chen.post(
        f"/cases/{opened(town).number}/relocation", {"place": other, "reason": "楼层记错"}
    )
    assert moved.json()["place"] == other
    original, copy = opened(town).number, opened(town).number
    merged = chen.post(f"/cases/{copy}/duplication", {"original": original})
    assert merged.json()["state"] == "duplicate"
    assert chen.get(f"/cases/{copy}").json()["around"]["duplicate_of"] == original
    lost = chen.post(f"/cases/{original}/duplication", {"original": "000000-000000"})
    assert lost.status_code == 404


def test_joint_work_and_sub_cases_come_first(town, chen, calling):
    number = accepted(town).number
    to = {"level": "joint_duty", "role": "officer"}
    part = {"part": "assist", "task": "查看屋面", "to": to, "term": {"amount": 1}}
    given = chen.post(f"/cases/{number}/assignments", part)
    assert given.status_code == 201 and given.json()["due_at"]
    child = chen.post(f"/cases/{number}/sub-cases", {"kind": "t-leak", "words": "屋面另修"})
    assert child.status_code == 201
    blocked = chen.post(f"/cases/{number}/resolution", {"text": "修好了"})
    assert (blocked.status_code, blocked.json()["code"]) == (409, "case-joint-work-open")
    path = f"/cases/{number}/assignments/{given.json()['id']}/outcome"
    assert calling(town.wang).post(path, {"outcome": "done"}).json()["outcome"] == "done"
    assert calling(town.wang).post(path, {"outcome": "done"}).status_code == 409
    blocked = chen.post(f"/cases/{number}/resolution", {"text": "修好了"})
    assert blocked.json()["code"] == "case-sub-cases-open"
    assert chen.get(f"/cases/{number}").json()["around"]["children"] == [child.json()["number"]]


def test_somebody_was_faster_and_is_named(town, calling):
    chen, zhou = calling(town.chen), calling(town.zhou)
    number = opened(town).number
    read = zhou.get(f"/cases/{number}")["ETag"]
    assert chen.post(f"/cases/{number}/acceptance", If_Match=read).status_code == 200
    late = zhou.post(f"/cases/{number}/acceptance", If_Match=read)
    assert (late.status_code, late.json()["code"]) == (409, "case-changed")
    assert "陈敏" in late.json()["title"]
    unreadable = zhou.post(f"/cases/{number}/acceptance", If_Match="yesterday's")
    assert unreadable.status_code == 422 and "If-Match" in unreadable.json()["fields"]
    two_tabs = chen.post(f"/cases/{number}/acceptance")
    assert (two_tabs.status_code, two_tabs.json()["code"]) == (409, "case-move-not-allowed")


def test_a_rating_taken_by_call_back_is_not_taken_by_who_did_the_work(town, calling):
    number = closed(town).number
    assert calling(town.chen).post(f"/cases/{number}/rating", {"score": 5}).status_code == 403
    taken = calling(town.zhou).post(f"/cases/{number}/rating", {"score": 2, "words": "太慢"})
    assert taken.status_code == 201
    bad = calling(town.zhou).get(
        "/overview/bad-ratings", place=SHIXIN, since="2026-01-01T00:00:00Z"
    )
    assert [(one["number"], one["score"]) for one in bad.json()] == [(number, 2)]
    assert "resident" not in bad.json()[0]


def test_a_neighbour_follows(town, chen, calling):
    number = opened(town).number
    neighbour = people.resident("王阿姨")
    answer = chen.post(f"/cases/{number}/followers", {"resident": neighbour.pk})
    assert answer.status_code == 201
    followed = chen.get("/followed-cases", resident=neighbour.pk).json()
    assert [one["number"] for one in followed] == [number]
    assert set(followed[0]) == {"number", "state", "state_title"}
    theirs = calling(people.own_account(neighbour))
    assert theirs.get(f"/cases/{number}").status_code == 404
    assert theirs.get("/followed-cases", resident=town.sun.pk).status_code == 403


def test_a_draft(town, chen):
    number = resolved(town).number
    draft = chen.get(f"/cases/{number}/reply-draft", move="resolve").json()
    assert draft["text"] == "Leak is repaired."
