"""Dispatching."""

import pytest

from doorstep.casework.operations._holder import ColleagueLeft, LevelUnknown
from doorstep.casework.operations._moving import CaseChanged, MoveNotAllowed
from doorstep.casework.operations.dispatch_case import dispatch_case
from doorstep.casework.operations.return_case import return_case
from doorstep.casework.rules.routing import Target
from doorstep.casework.selectors.cases import CaseNotFound
from doorstep.casework.tests.factories import LATER, SHIXIN, acting, fresh, last_entry, opened, told
from doorstep.people.public import Account
from doorstep.people.tests.factories import everywhere


def returned(town):
    case = opened(town)
    with acting(town.chen):
        return return_case(number=case.number, reason="不归我们", by=town.chen, at=LATER)


def dispatch(case, by, **more):
    with acting(by):
        return dispatch_case(number=case.number, by=by, at=LATER, **more)


def test_it_goes_to_the_colleague_and_keeps_who_had_it(town):
    case = returned(town)
    dispatch(case, town.zhou, to=Target("joint_duty", account=town.wang.account_id))
    told(case, "dispatch", "dispatched", "CaseDispatched")
    stored = fresh(case)
    assert (stored.level, stored.holder_role) == ("joint_duty", "officer")
    assert (stored.handler_id, stored.returned_at) == (town.wang.account_id, None)
    data = last_entry(case, "staff").data
    assert (data["before"]["level"], data["after"]["role"]) == ("community", "officer")


def test_without_a_target_the_rules_decide_and_say_why(town):
    case = dispatch(returned(town), town.zhou)
    assert (case.holder_place, case.holder_role) == (SHIXIN, "worker")
    assert last_entry(case, "staff").data["why"]["label"] == "kind:t-leak:1"


def test_a_colleague_who_left_is_refused(town):
    everywhere(Account.objects.filter(pk=town.wang.account_id).update)(is_active=False)
    with pytest.raises(ColleagueLeft) as caught:
        dispatch(returned(town), town.zhou, to=Target("joint_duty", account=town.wang.account_id))
    assert caught.value.data["name"] == "王磊"


@pytest.mark.parametrize(
    ("to", "error"),
    [(Target("moon"), LevelUnknown), (Target("community", account=10**9), ColleagueLeft)],
)
def test_targets_that_are_not_there(town, to, error):
    with pytest.raises(error):
        dispatch(returned(town), town.zhou, to=to)


def test_a_dispatched_case_is_not_dispatched_again(town):
    case = opened(town)
    with pytest.raises(MoveNotAllowed) as caught:
        dispatch(case, town.zhou)
    assert caught.value.data["who"] == "陈敏"


def test_a_stale_version_names_who_changed_it(town):
    case = returned(town)
    with pytest.raises(CaseChanged) as caught:
        dispatch(case, town.zhou, version=1)
    assert caught.value.data["who"] == "陈敏"
    assert caught.value.status == 409


def test_elsewhere_it_is_not_there(town):
    with pytest.raises(CaseNotFound):
        dispatch(returned(town), town.lu)


def test_what_the_centre_returns_lies_with_the_community_again(town):
    from_above = returned(town)
    dispatch(from_above, town.zhou, to=Target("subdistrict"))
    with acting(town.centre):
        return_case(number=from_above.number, reason="先去看", by=town.centre, at=LATER)
    assert fresh(from_above).holder_place == SHIXIN
