"""Giving joint work."""

from datetime import timedelta

import pytest

from doorstep.casework.models import Clock
from doorstep.casework.operations.give_assignment import LeadGiven, give_assignment
from doorstep.casework.rules.clocks import Term
from doorstep.casework.rules.routing import Target
from doorstep.casework.tests.factories import LATER, SHIXIN, accepted, acting, told
from doorstep.people.tests.factories import everywhere


def give(case, by, part="assist", **more):
    with acting(by):
        return give_assignment(
            number=case.number,
            part=part,
            task="查看违停",
            to=Target("joint_duty"),
            by=by,
            at=LATER,
            **more,
        )


def test_a_unit_has_its_part_with_a_clock_of_its_own(town):
    case = accepted(town)
    part = give(case, town.chen, term=Term(90, "minutes"))
    told(case, "assign", "accepted", "AssignmentGiven")
    assert (part.unit_place, part.unit_role) == (SHIXIN, "officer")
    assert part.due_at == LATER + timedelta(minutes=90)
    clock = everywhere(Clock.objects.get)(assignment=part)
    assert (clock.what, clock.due_at) == ("assignment", part.due_at)


def test_one_unit_leads(town):
    case = accepted(town)
    give(case, town.chen, "lead")
    give(case, town.chen, "assist")
    with pytest.raises(LeadGiven):
        give(case, town.chen, "lead")
