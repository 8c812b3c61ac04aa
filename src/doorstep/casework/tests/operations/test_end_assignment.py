"""Ending joint work."""

import pytest

from doorstep.casework.models import Clock
from doorstep.casework.operations._moving import NotTheHolder
from doorstep.casework.operations.end_assignment import (
    AssignmentHasEnded,
    AssignmentNotFound,
    OutcomeUnknown,
    end_assignment,
)
from doorstep.casework.rules.clocks import Term
from doorstep.casework.tests.factories import LATER, accepted, acting, last_entry, last_fact
from doorstep.casework.tests.operations.test_give_assignment import give
from doorstep.people.tests.factories import everywhere, staff


def end(part, by, outcome="done"):
    with acting(by):
        return end_assignment(
            number=part.case.number,
            assignment=part.pk,
            outcome=outcome,
            report="已拖离",
            by=by,
            at=LATER,
        )


def test_the_unit_ends_its_part_and_its_clock(town):
    part = give(accepted(town), town.chen, term=Term(1))
    ended = end(part, town.wang)
    assert (ended.outcome, ended.ended_by_id) == ("done", town.wang.account_id)
    assert everywhere(Clock.objects.get)(assignment=part).stopped_at == LATER
    assert last_fact(part.case) == "AssignmentEnded"
    assert last_entry(part.case, "staff").text == "已拖离"


def test_once(town):
    part = give(accepted(town), town.chen)
    end(part, town.wang)
    with pytest.raises(AssignmentHasEnded):
        end(part, town.wang)


def test_with_an_outcome_there_is(town):
    with pytest.raises(OutcomeUnknown):
        end(give(accepted(town), town.chen), town.wang, "perhaps")


def test_of_this_case(town):
    part = give(accepted(town), town.chen)
    part.case = accepted(town)
    with pytest.raises(AssignmentNotFound):
        end(part, town.wang)


def test_by_the_unit_it_was_given_to(town):
    lead = staff("kuaizhang", "块长", ("block_lead", part_place := accepted(town).holder_place))
    assert part_place
    with pytest.raises(NotTheHolder):
        end(give(accepted(town), town.chen), lead)
