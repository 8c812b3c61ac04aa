"""Conditions and routing: nearest place first, always a home, and always a reason."""

import pytest

from doorstep.casework.rules.conditions import Test as Ran
from doorstep.casework.rules.conditions import holds, mistakes
from doorstep.casework.rules.kinds import condition_of, mistakes_of, routes_of
from doorstep.casework.rules.routing import RuleData, Target, home_of, route
from doorstep.casework.tests.factories import LEAK
from doorstep.platform.modules import CaseKind

PLACE = "3101150050050010010502"
KNOWN = {
    "kind": "leak",
    "category": "life",
    "place": PLACE,
    "channel": "desk",
    "urgent": False,
    "hour": 16,
    "weekday": 5,
    "working": True,
    "level": "",
    "answers": {"from": "roof", "floors": 6, "rooms": ["kitchen", "bath"]},
}


@pytest.mark.parametrize(
    ("condition", "outcome"),
    [
        ({}, True),
        ({"eq": ["kind", "leak"]}, True),
        ({"ne": ["kind", "leak"]}, False),
        ({"in": ["weekday", [6, 7]]}, False),
        ({"starts": ["place", "310115"]}, True),
        ({"has": ["answers.rooms", "bath"]}, True),
        ({"ge": ["answers.floors", 6]}, True),
        ({"gt": ["answers.floors", "5"]}, False),
        ({"eq": ["answers.unknown.deep", None]}, True),
        ({"and": [{"eq": ["urgent", False]}, {"not": {"lt": ["hour", 9]}}]}, True),
        ({"or": [{"eq": ["kind", "noise"]}, {"eq": ["answers.from", "roof"]}]}, True),
    ],
)
def test_conditions(condition, outcome):
    assert mistakes(condition) == []
    assert holds(condition, KNOWN, []) is outcome


@pytest.mark.parametrize(
    "condition",
    [
        {"eq": ["kind"]},
        {"like": ["kind", "l%"]},
        {"eq": ["password", "x"]},
        {"and": []},
        {"eq": ["kind", "x"], "ne": ["kind", "y"]},
        {"in": ["kind", "leak"]},
        {"not": {}},
        {"starts": ["place", 3]},
        "kind == leak",
        {"not": {"not": {"not": {"not": {"not": {"not": {"not": {"not": {"not": {}}}}}}}}}},
    ],
)
def test_conditions_that_cannot_be_read_say_what_is_wrong(condition):
    assert mistakes(condition)


def test_short_conditions_are_spelled_out():
    assert condition_of({"answers.from": "roof"}) == {"eq": ["answers.from", "roof"]}
    spelled = condition_of({"answers.from": ["roof", "pipe"], "urgent": True})
    assert spelled == {
        "and": [{"in": ["answers.from", ["roof", "pipe"]]}, {"eq": ["urgent", True]}]
    }
    assert mistakes(spelled) == []


def rule(label, level="subdistrict", **more):
    target = {k: more.pop(k) for k in ("role", "unit", "account") if k in more}
    return RuleData(label=label, target=Target(level, **target), **more)


def test_the_nearest_place_wins_then_the_position():
    rules = [
        rule("district", place="310115"),
        rule("second", place="310115005005", position=2),
        rule("first", place="310115005005", position=1),
        rule("elsewhere", place="310115006"),
    ]
    assert route(KNOWN, rules).label == "first"


def test_a_rule_that_does_not_match_says_which_test_failed():
    night = rule("night", place="310115005005", condition={"lt": ["hour", 9]})
    decision = route(KNOWN, [night])
    assert decision.label == "ladder"
    tried = decision.why[0]
    assert not tried.matched
    assert tried.tests == (Ran("hour", "lt", 9, 16, False),)
    assert decision.as_data()["why"][0]["tests"][0]["have"] == 16


def test_without_rules_the_ladder_gives_a_home():
    decision = route(KNOWN, [])
    assert (decision.level, decision.holder_place) == ("community", "310115005005")
    assert decision.holder_role == "worker"


def test_a_colleague_who_left_falls_back_to_the_unit_and_says_so():
    decision = route(KNOWN, [rule("hers", account=7)], is_active=lambda account: False)
    assert decision.account is None
    assert decision.holder_place == "310115005"
    assert decision.why[0].note == "colleague-left"


def test_the_kinds_own_way_comes_last_and_brings_what_stands_beside_it():
    known = KNOWN | {"kind": "t-leak", "answers": {"running": True}}
    decision = route(known, [], defaults=routes_of(LEAK))
    assert decision.label == "kind:t-leak:0"
    assert decision.beside.urgent
    assert decision.beside.assist == (Target("joint_duty", "officer"),)
    assert decision.beside.reply_clock.amount == 30
    assert route(known, [rule("own", kind="t-leak")], defaults=routes_of(LEAK)).label == "own"


@pytest.mark.parametrize(
    ("target", "home"),
    [
        (Target("community"), ("310115005005", "worker")),
        (Target("joint_duty"), ("310115005005", "officer")),
        (Target("subdistrict", "department"), ("310115005", "department")),
        (Target("district"), ("310115", "district")),
        (Target("community", unit="310115005005001"), ("310115005005001", "worker")),
        (Target("community", unit="subdistrict"), ("310115005", "worker")),
        # A unit elsewhere could not see the case.
        (Target("community", unit="310106021004"), ("310115005005", "worker")),
    ],
)
def test_homes_of_levels(target, home):
    assert home_of(PLACE, target) == home


def test_a_declared_kind_with_mistakes_is_told_all_of_them():
    kind = CaseKind(
        code="bad",
        title={"zh": "坏", "en": "Bad"},
        category="life",
        ladder=("community", "moon"),
        route=({"when": {"like": ["x", 1]}}, {"to": {"level": "moon"}}),
        escalation=({"clock": "sand", "step": "never", "after": {"unit": "years"}},),
        replies={"sing": {"zh": "{heart}"}},
    )
    found = mistakes_of(kind)
    assert len(found) == 9
    assert mistakes_of(LEAK) == []
