"""Going on."""

from datetime import UTC, datetime, timedelta

import pytest

from doorstep.casework.operations._moving import MoveNotAllowed
from doorstep.casework.operations.resume_case import resume_case, resume_due_cases
from doorstep.casework.tests.factories import SYSTEM, accepted, acting, fresh, told
from doorstep.casework.tests.operations.test_suspend_case import UNTIL, answered, suspend

MONDAY = datetime(2026, 11, 23, 1, tzinfo=UTC)


def test_it_goes_on_in_the_state_it_had(town):
    case = suspend(answered(town), town.chen)
    with acting(town.chen):
        resume_case(number=case.number, by=town.chen, at=MONDAY)
    told(case, "resume", "accepted", "CaseResumed")
    stored = fresh(case)
    # Suspended on Friday at 17:00: half an hour of Friday's working time stood still.
    assert stored.resolve_due_at > datetime(2026, 12, 4, 9, 30, tzinfo=UTC)
    assert stored.next_due_at == stored.resolve_due_at


def test_what_does_not_rest_is_not_resumed(town):
    case = accepted(town)
    with pytest.raises(MoveNotAllowed), acting(town.chen):
        resume_case(number=case.number, by=town.chen, at=MONDAY)


def test_the_day_resumes_it_once(town):
    case = suspend(answered(town), town.chen)
    assert resume_due_cases(by=SYSTEM, at=UNTIL - timedelta(seconds=1)) == []
    assert resume_due_cases(by=SYSTEM, at=UNTIL) == [case.number]
    assert resume_due_cases(by=SYSTEM, at=UNTIL) == []
    assert fresh(case).state == "accepted"
