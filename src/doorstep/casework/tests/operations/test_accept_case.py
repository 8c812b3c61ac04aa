"""Accepting."""

import pytest

from doorstep.casework.operations._moving import MoveNotAllowed, NotTheHolder
from doorstep.casework.operations.accept_case import GivenToAnother, accept_case
from doorstep.casework.operations.escalate_case import escalate_case
from doorstep.casework.operations.reassign_case import reassign_case
from doorstep.casework.rules.routing import Target
from doorstep.casework.tests.factories import LATER, acting, fresh, last_entry, opened, told
from doorstep.kernel.errors import Forbidden


def accept(case, by):
    with acting(by):
        return accept_case(number=case.number, by=by, at=LATER)


def test_the_worker_has_it_and_she_sees_that(town):
    case = opened(town)
    accept(case, town.chen)
    told(case, "accept", "accepted", "CaseAccepted")
    assert fresh(case).handler_id == town.chen.account_id
    assert last_entry(case).verb == "accept"


def test_once(town):
    case = opened(town)
    accept(case, town.chen)
    with pytest.raises(MoveNotAllowed):
        accept(case, town.zhou)


def test_the_officer_does_not_take_the_workers_case(town):
    with pytest.raises(NotTheHolder):
        accept(opened(town), town.wang)


def test_nor_the_community_the_centres(town):
    case = opened(town)
    with acting(town.chen):
        escalate_case(number=case.number, reason="办不了", by=town.chen, at=LATER)
    with pytest.raises(NotTheHolder):
        accept(case, town.chen)
    accept(case, town.centre)


def test_a_case_given_to_a_colleague_waits_for_him_or_the_secretary(town):
    case = opened(town)
    with acting(town.zhou):
        to = Target("joint_duty", account=town.wang.account_id)
        reassign_case(number=case.number, to=to, reason="先看现场", by=town.zhou, at=LATER)
        reassign_case(
            number=case.number,
            to=Target("community", account=town.zhou.account_id),
            reason="我来",
            by=town.zhou,
            at=LATER,
        )
    assert accept(case, town.chen).handler_id == town.chen.account_id


def test_an_officer_does_not_take_over_what_was_given_to_another(town):
    with pytest.raises(GivenToAnother) as caught:
        accept(given_to_the_secretary(town), town.wang)
    assert caught.value.data["who"] == "周伟"


def given_to_the_secretary(town):
    case = opened(town)
    with acting(town.zhou):
        to = Target("joint_duty", account=town.zhou.account_id)
        reassign_case(number=case.number, to=to, reason="我来", by=town.zhou, at=LATER)
    return case


def test_a_resident_accepts_nothing(town):
    with pytest.raises(Forbidden):
        accept(opened(town), town.sun_herself)
