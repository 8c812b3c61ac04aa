"""Splitting."""

import pytest

from doorstep.casework.operations.split_case import CannotSplit, split_case
from doorstep.casework.tests.factories import LATER, accepted, acting, closed, fresh, told
from doorstep.people.tests.factories import everywhere


def split(case, by, words="外墙另外有一处"):
    with acting(by):
        return split_case(number=case.number, kind="t-leak", words=words, by=by, at=LATER)


def test_the_part_goes_its_own_way_and_owes_no_answer_of_its_own(town):
    case = accepted(town)
    child = split(case, town.chen)
    told(case, "split", "accepted", "CaseSplit")
    stored = fresh(child)
    assert (stored.parent_id, stored.place, stored.asker_id) == (case.pk, case.place, None)
    assert (stored.reply_due_at, stored.state) == (None, "dispatched")


def test_one_level_only(town):
    with pytest.raises(CannotSplit):
        split(split(accepted(town), town.chen), town.chen)


def test_ten_at_most(town):
    case = accepted(town)
    for part in range(10):
        split(case, town.chen, f"第 {part} 处")
    with pytest.raises(CannotSplit):
        split(case, town.chen)
    assert everywhere(case.children.count)() == 10


def test_what_is_over_is_not_split(town):
    with pytest.raises(Exception, match="case-move-not-allowed"):
        split(closed(town), town.chen)
