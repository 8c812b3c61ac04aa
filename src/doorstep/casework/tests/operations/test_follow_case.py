"""Following a neighbour's case."""

import pytest

from doorstep.casework.models import CaseAsker
from doorstep.casework.operations.follow_case import CannotFollow, follow_case
from doorstep.casework.selectors.lists import followed_by_person
from doorstep.casework.tests.factories import LATER, acting, closed, opened
from doorstep.people.tests.factories import everywhere, own_account, resident


def follow(case, who, by):
    with acting(by):
        return follow_case(number=case.number, resident=who.pk, by=by, at=LATER)


def test_a_neighbour_hears_of_it_once_and_sees_no_more_than_its_state(town):
    case, neighbour = opened(town), resident("王小明")
    follow(case, neighbour, town.chen)
    follow(case, neighbour, town.chen)
    assert everywhere(CaseAsker.objects.get)(case=case).why == "follows"
    phone = own_account(neighbour)
    with acting(phone):
        assert followed_by_person(phone, neighbour.pk) == []


@pytest.mark.parametrize("which", ["closed", "secret", "own"])
def test_cases_that_cannot_be_followed(town, which):
    case = closed(town) if which == "closed" else opened(town)
    if which == "secret":
        case = opened(town, kind="t-secret")
    who = town.sun if which == "own" else resident("王小明")
    with pytest.raises(CannotFollow):
        follow(case, who, town.zhou)
