"""Routing rules as data."""

import pytest

from doorstep.casework.operations.save_routing_rule import (
    RuleChanged,
    RuleInvalid,
    RuleNotFound,
    save_routing_rule,
)
from doorstep.casework.rules.routing import RuleData, Target
from doorstep.casework.selectors.routing import dry_run_routing
from doorstep.casework.tests.factories import (
    AT,
    SHIXIN,
    SUBDISTRICT,
    acting,
    fresh,
    last_entry,
    opened,
)
from doorstep.kernel.errors import Forbidden
from doorstep.people.public import Account
from doorstep.people.tests.factories import everywhere

ROOFS = RuleData(
    label="屋顶漏水归街道",
    place=SUBDISTRICT,
    kind="t-leak",
    condition={"eq": ["answers.from", "roof"]},
    target=Target("subdistrict"),
)


def save(rule, by, **more):
    with acting(by):
        return save_routing_rule(rule=rule, by=by, at=AT, **more)


def test_the_next_case_goes_by_it_and_says_so(town):
    save(ROOFS, town.centre)
    case = fresh(opened(town, answers={"from": "roof"}))
    assert (case.level, case.holder_place) == ("subdistrict", SUBDISTRICT)
    assert last_entry(case, "staff").data["label"] == "屋顶漏水归街道"
    assert fresh(opened(town, answers={"from": "pipe"})).holder_place == SHIXIN


def test_a_colleague_who_left_is_passed_over_with_the_reason(town):
    rule = RuleData(
        label="找王磊", place=SHIXIN, target=Target("joint_duty", account=town.wang.account_id)
    )
    save(rule, town.centre)
    assert opened(town).handler_id == town.wang.account_id
    everywhere(Account.objects.filter(pk=town.wang.account_id).update)(is_active=False)
    case = opened(town)
    assert (case.handler_id, case.holder_role) == (None, "officer")
    assert last_entry(case, "staff").data["why"][0]["note"] == "colleague-left"


def test_a_dry_run_tells_what_would_change_and_changes_nothing(town):
    roof, pipe = (opened(town, answers={"from": what}) for what in ("roof", "pipe"))
    with acting(town.centre):
        told = dry_run_routing([roof, pipe], instead=[ROOFS])
    assert [(run.number, run.changed) for run in told] == [
        (roof.number, True),
        (pipe.number, False),
    ]
    assert told[0].after.holder_place == SUBDISTRICT
    assert fresh(roof).holder_place == SHIXIN


def test_each_change_is_a_new_version(town):
    row = save(ROOFS, town.centre)
    again = RuleData(**{f: getattr(ROOFS, f) for f in ROOFS.__slots__} | {"id": row.pk})
    assert save(again, town.centre, version=1, active=False).version == 2
    with pytest.raises(RuleChanged):
        save(again, town.centre, version=1)
    assert fresh(opened(town, answers={"from": "roof"})).holder_place == SHIXIN


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"condition": {"like": ["kind", "x"]}}, RuleInvalid),
        ({"target": Target("moon")}, RuleInvalid),
        ({"place": "310106021"}, Forbidden),
        ({"id": 10**9}, RuleNotFound),
    ],
)
def test_what_cannot_be_saved(town, change, error):
    rule = RuleData(**{f: getattr(ROOFS, f) for f in ROOFS.__slots__} | change)
    with pytest.raises(error):
        save(rule, town.centre)


def test_workers_do_not_write_rules(town):
    with pytest.raises(Forbidden):
        save(ROOFS, town.chen)
