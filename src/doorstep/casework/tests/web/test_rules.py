"""Routing rules and reply templates on their pages."""

from __future__ import annotations

import pytest

from doorstep.casework.models import ReplyTemplate, RoutingRule
from doorstep.casework.tests.factories import SHIXIN, SUBDISTRICT, accepted, fresh, opened
from doorstep.casework.web.rule_forms import joined, taken_apart

RULE = {
    "label": "热线来的给中心", "place": SUBDISTRICT, "kind": "", "channel": ["hotline"],
    "urgent": "", "working": "", "condition": "", "level": "subdistrict", "role": "",
    "position": "10", "active": "on", "version": "",
}  # fmt: skip


def test_try_it_first_then_save(town, desk):
    case = opened(town, channel="hotline")
    opened(town)
    client = desk(town.centre)
    tried = client.post("/routing/new/", {**RULE, "dry": "1"}).content.decode()
    assert "最近 2 件工单里，有 1 件会派到别处" in tried
    assert case.number in tried
    assert not RoutingRule.objects.exists()
    assert client.post("/routing/new/", {**RULE, "save": "1"}).status_code == 302
    rule = RoutingRule.objects.get()
    assert rule.condition == {"in": ["channel", ["hotline"]]}
    assert "热线来的给中心" in client.get("/routing/").content.decode()
    assert fresh(opened(town, channel="hotline")).level == "subdistrict"


def test_two_people_change_one_rule(town, desk):
    client = desk(town.centre)
    client.post("/routing/new/", RULE)
    rule = RoutingRule.objects.get()
    given = {**RULE, "version": rule.version}
    assert client.post(f"/routing/{rule.pk}/", {**given, "label": "甲"}).status_code == 302
    late = client.post(f"/routing/{rule.pk}/", {**given, "label": "乙写的"})
    assert late.status_code == 409
    assert "乙写的" in late.content.decode()


@pytest.mark.parametrize("text", ["{", "[]", '{"eq": ["nothing", 1]}', '{"and": []}', "长" * 5_000])
def test_conditions_that_cannot_be_read(town, desk, text):
    client = desk(town.centre)
    for do in ("dry", "save"):
        answer = client.post("/routing/new/", {**RULE, "condition": text, do: "1"})
        assert answer.status_code == 422
    assert not RoutingRule.objects.exists()


def test_why_is_it_there(town, desk):
    case, client = opened(town, answers={"running": True}), desk(town.centre)
    html = client.get(f"/routing/explanation/?case={case.number}").content.decode()
    assert "水还在流" in html
    assert "自带的第 1 条去向" in html
    assert client.get("/routing/explanation/?case=123").status_code == 404
    assert client.get("/routing/explanation/").status_code == 200


def test_rules_are_not_for_workers_nor_for_other_places(town, desk):
    assert desk().get("/routing/").status_code == 403
    desk(town.district).post("/routing/new/", {**RULE, "place": "310115"})
    rule = RoutingRule.objects.get()
    assert desk(town.centre).get(f"/routing/{rule.pk}/").status_code == 404
    assert "热线来的给中心" in desk(town.centre).get("/routing/").content.decode()
    outside = desk(town.centre).post("/routing/new/", {**RULE, "place": "310106"})
    assert outside.status_code == 422


def test_a_condition_is_put_together_and_taken_apart():
    given = {"channel": ["app"], "urgent": "1", "working": "", "condition": {"eq": ["hour", 3]}}
    condition = joined(given)
    assert taken_apart(condition) == {**given, "condition": '{"eq": ["hour", 3]}'}
    assert taken_apart({}) == {"channel": [], "urgent": "", "working": "", "condition": ""}


def test_a_place_s_own_words(town, desk):
    client = desk(town.zhou)
    page = client.get(f"/reply-templates/?kind=t-leak&move=resolve&place={SHIXIN}")
    assert "{kind}修好了" in page.content.decode()
    given = {
        "place": SHIXIN,
        "kind": "t-leak",
        "move": "resolve",
        "zh": "{form_of_address}，不漏了",
        "en": "",
    }
    assert client.post("/reply-templates/", given).status_code == 302
    case = accepted(town)
    html = desk().get(f"/cases/{case.number}/resolution/").content.decode()
    assert "孙阿姨，不漏了" in html
    wrong = client.post("/reply-templates/", {**given, "zh": "{password}"})
    assert wrong.status_code == 422
    assert "{password}" in wrong.content.decode()
    assert desk().get("/reply-templates/").status_code == 403
    assert ReplyTemplate.objects.count() == 1
