"""Closing."""

from datetime import timedelta

import pytest

from doorstep.casework.models import Closing
from doorstep.casework.operations._moving import MoveNotAllowed, SubCasesOpen
from doorstep.casework.operations.accept_case import accept_case
from doorstep.casework.operations.close_case import QUIET, close_case, close_quiet_cases
from doorstep.casework.operations.reopen_case import reopen_case
from doorstep.casework.operations.resolve_case import resolve_case
from doorstep.casework.operations.split_case import split_case
from doorstep.casework.tests.factories import (
    LATER,
    SYSTEM,
    accepted,
    acting,
    closed,
    fresh,
    resolved,
    told,
)
from doorstep.people.tests.factories import everywhere


def test_the_round_is_over_and_may_be_rated(town):
    case = closed(town)
    told(case, "close", "closed", "CaseClosed")
    assert fresh(case).closed_at == LATER
    closing = everywhere(Closing.objects.get)(case=case)
    assert (closing.round, closing.outcome, closing.by_id) == (1, "done", town.chen.account_id)


def test_the_second_of_two_is_told_who_was_first(town):
    case = closed(town)
    with pytest.raises(MoveNotAllowed) as caught, acting(town.zhou):
        close_case(number=case.number, by=town.zhou, at=LATER)
    assert (caught.value.status, caught.value.data["who"]) == (409, "陈敏")


def test_what_is_not_resolved_is_not_closed(town):
    case = accepted(town)
    with pytest.raises(MoveNotAllowed), acting(town.chen):
        close_case(number=case.number, by=town.chen, at=LATER)


def late_child(town):
    case = accepted(town)
    with acting(town.chen):
        child = split_case(number=case.number, kind="t-leak", words="外墙", by=town.chen, at=LATER)
        accept_case(number=child.number, by=town.chen, at=LATER)
    return case, child


def test_sub_cases_close_with_it_when_each_has_its_outcome(town):
    case, child = late_child(town)
    with acting(town.chen):
        resolve_case(number=child.number, text="外墙补好", by=town.chen, at=LATER)
        resolve_case(number=case.number, text="都好了", by=town.chen, at=LATER)
        with pytest.raises(SubCasesOpen):
            close_open_child(case, child, town)
        close_case(
            number=case.number, child_outcomes={child.number: "补好"}, by=town.chen, at=LATER
        )
    assert (fresh(case).state, fresh(child).state) == ("closed", "closed")


def close_open_child(case, child, town):
    reopen_case(number=child.number, reason="又漏", by=town.chen, at=LATER)
    accept_case(number=child.number, by=town.chen, at=LATER)
    close_case(number=case.number, by=town.chen, at=LATER)


def test_a_week_without_a_word_closes_it(town):
    case = resolved(town)
    assert close_quiet_cases(by=SYSTEM, at=LATER + QUIET - timedelta(1)) == []
    assert close_quiet_cases(by=SYSTEM, at=LATER + QUIET) == [case.number]
    assert close_quiet_cases(by=SYSTEM, at=LATER + QUIET) == []
