"""Cancelling."""

import pytest

from doorstep.casework.operations._moving import JointWorkOpen, MoveNotAllowed, ReasonMissing
from doorstep.casework.operations.ask_asker import ask_asker
from doorstep.casework.operations.cancel_case import cancel_case
from doorstep.casework.tests.factories import LATER, accepted, acting, fresh, opened, resolved, told
from doorstep.casework.tests.operations.test_resolve_case import joint
from doorstep.people.tests.factories import everywhere


def cancel(case, by, reason="不用了"):
    with acting(by):
        return cancel_case(number=case.number, reason=reason, by=by, at=LATER)


def test_she_withdraws_it_herself(town):
    case = opened(town)
    cancel(case, town.sun_herself)
    told(case, "cancel", "cancelled", "CaseCancelled")
    stored = fresh(case)
    assert (stored.closed_at, stored.next_due_at) == (LATER, None)


def test_a_pause_ends_with_it(town):
    case = accepted(town)
    with acting(town.chen):
        ask_asker(number=case.number, question="哪天？", by=town.chen, at=LATER)
    cancel(case, town.chen)
    assert everywhere(case.suspensions.get)().ended_at == LATER
    assert everywhere(case.clocks.filter(stopped_at=None).exists)() is False


def test_with_a_reason(town):
    with pytest.raises(ReasonMissing):
        cancel(opened(town), town.chen, "")


def test_nothing_is_called_off_silently(town):
    with pytest.raises(JointWorkOpen):
        cancel(joint(town), town.chen)


def test_not_what_is_done(town):
    with pytest.raises(MoveNotAllowed):
        cancel(resolved(town), town.chen)
