"""Reassigning."""

import pytest

from doorstep.casework.operations._moving import NotTheHolder, ReasonMissing
from doorstep.casework.operations.reassign_case import reassign_case
from doorstep.casework.rules.routing import Target
from doorstep.casework.tests.factories import LATER, accepted, acting, fresh, told
from doorstep.kernel.errors import Forbidden


def reassign(case, by, *, reason="休假", to=None):
    with acting(by):
        to = to or Target("community", account=by.account_id)
        return reassign_case(number=case.number, to=to, reason=reason, by=by, at=LATER)


def test_another_colleague_has_it_and_must_accept(town):
    case = accepted(town)
    reassign(case, town.zhou)
    told(case, "reassign", "dispatched", "CaseDispatched")
    assert fresh(case).handler_id == town.zhou.account_id


def test_without_a_reason_nothing_moves(town):
    case = accepted(town)
    with pytest.raises(ReasonMissing):
        reassign(case, town.zhou, reason="")
    assert fresh(case).handler_id == town.chen.account_id


def test_an_officer_may_not(town):
    with pytest.raises(Forbidden):
        reassign(accepted(town), town.wang)


def test_the_community_does_not_take_back_what_is_with_the_centre(town):
    case = accepted(town)
    reassign(case, town.zhou, to=Target("subdistrict"))
    with pytest.raises(NotTheHolder):
        reassign(case, town.zhou)
