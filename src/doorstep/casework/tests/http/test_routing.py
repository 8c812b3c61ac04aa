"""Routing rules, explaining, dry run, templates and sums on the API."""

from __future__ import annotations

import pytest

from doorstep.casework.tests.factories import SHIXIN, SUBDISTRICT, opened

pytestmark = pytest.mark.django_db
RULE = {
    "title": "漏水都给城运中心",
    "place": SUBDISTRICT,
    "kind": "t-leak",
    "to": {"level": "subdistrict"},
}


def test_why_a_case_goes_where_it_goes(town, chen):
    why = chen.get(f"/cases/{opened(town).number}/route").json()
    assert why["holder_place"] == SHIXIN and why["why"][-1]["matched"]


def test_a_rule_is_tried_written_and_changed(town, calling, chen):
    number = opened(town).number
    centre = calling(town.centre)
    tried = centre.post("/routing-dry-runs", {"rule": RULE, "place": SUBDISTRICT}).json()
    assert (tried["tried"], tried["changed"]) == (1, 1)
    assert tried["items"][0]["after"]["holder_place"] == SUBDISTRICT
    written = centre.post("/routing-rules", RULE)
    assert written.status_code == 201
    rule = written.json()
    path = f"/routing-rules/{rule['id']}"
    changed = centre.send("put", path, {**RULE, "active": False}, If_Match=written["ETag"])
    assert changed.json()["version"] == 2
    late = centre.send("put", path, RULE, If_Match=written["ETag"])
    assert (late.status_code, late.json()["code"]) == (409, "routing-rule-changed")
    assert [one["id"] for one in centre.get("/routing-rules").json()] == [rule["id"]]
    assert centre.get(f"/cases/{number}/route").json()["holder_place"] == SHIXIN
    assert chen.get("/routing-rules").status_code == 403
    away = {**RULE, "place": "310106021"}
    assert centre.post("/routing-rules", away).status_code == 403


@pytest.mark.parametrize(
    "change",
    [
        {"condition": {"explode": []}},
        {"condition": {"in": ["kind", "leak"]}},
        {"to": {"level": "moon"}},
        {"to": {"level": "district", "unit": "31011"}},
        {"to": {"level": "district", "account": 987654321}},
        {"position": 10**30},
        {"position": True},
    ],
)
def test_a_rule_that_cannot_be_evaluated_is_neither_tried_nor_written(town, calling, change):
    centre = calling(town.centre)
    rule = RULE | change
    assert centre.post("/routing-rules", rule).status_code in (400, 422)
    tried = centre.post("/routing-dry-runs", {"rule": rule, "place": SUBDISTRICT})
    assert tried.status_code in (400, 422)


def test_templates(town, calling):
    zhou = calling(town.zhou)
    words = {"place": SHIXIN, "kind": "t-leak", "move": "resolve", "texts": {"zh": "{kind}好了"}}
    assert zhou.send("put", "/reply-templates", words).status_code == 200
    assert [one["texts"] for one in zhou.get("/reply-templates").json()] == [{"zh": "{kind}好了"}]
    wrong = zhou.send("put", "/reply-templates", {**words, "texts": {"zh": "{password}"}})
    assert wrong.status_code == 422


def test_sums(town, calling):
    opened(town)
    zhou = calling(town.zhou)
    period = {
        "place": SHIXIN,
        "since": "2026-11-01T00:00:00+08:00",
        "until": "2026-12-01T00:00:00Z",
    }
    assert zhou.get("/overview", **period).json()["came"] == 1
    assert zhou.get("/overview/kinds", **period).json()[0]["kind"] == "t-leak"
    assert zhou.get("/overview/places", **period).json()[0]["came"] == 1
    assert zhou.get("/overview", place="310106021004").status_code == 403
    naive = zhou.get("/overview", place=SHIXIN, since="2026-11-01T00:00:00")
    assert "offset" in naive.json()["fields"]["since"]
