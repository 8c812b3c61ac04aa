"""Settling a case that was taken before."""

import pytest

from doorstep.casework.operations._moving import MoveNotAllowed
from doorstep.casework.operations.open_case import NotOnTheSpot
from doorstep.casework.operations.settle_case import settle_case
from doorstep.casework.tests.factories import LATER, acting, closed, fresh, last_entry, opened, told
from doorstep.people.tests.factories import everywhere


def settle(case, by):
    with acting(by):
        return settle_case(number=case.number, outcome="told", by=by, at=LATER)


def test_one_go_from_dispatched_to_closed(town):
    case = opened(town)
    settle(case, town.chen)
    told(case, "settle", "closed", "CaseClosed")
    stored = fresh(case)
    assert (stored.replied_at, stored.resolved_at, stored.closed_at) == (LATER, LATER, LATER)
    assert (stored.next_due_at, stored.handler_id) == (None, town.chen.account_id)
    assert last_entry(case).text == "told"
    assert everywhere(case.closings.get)().on_the_spot


def test_some_kinds_need_more_than_a_word(town):
    case = opened(town, kind="t-alarm")
    with pytest.raises(NotOnTheSpot):
        settle(case, town.chen)


def test_once(town):
    with pytest.raises(MoveNotAllowed):
        settle(closed(town), town.chen)
