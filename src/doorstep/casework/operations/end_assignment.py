"""End a piece of joint work, with its outcome."""

from __future__ import annotations

from datetime import datetime

from doorstep.casework.events import AssignmentEnded
from doorstep.casework.models import Assignment
from doorstep.casework.operations import _clocks
from doorstep.casework.operations._access import locked_case
from doorstep.casework.operations._moving import NotTheHolder, checked_text, make_entry, tell
from doorstep.casework.permissions import HANDLE, holds
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict, Invalid, NotFound
from doorstep.platform import trail


class AssignmentNotFound(NotFound):
    code = "assignment-not-found"
    title = N_("There is no such piece of joint work on case {number}.")


class AssignmentHasEnded(Conflict):
    code = "assignment-has-ended"
    title = N_("This piece of joint work has ended already.")
    mend = N_("Reload the page to see its outcome.")


class OutcomeUnknown(Invalid):
    code = "assignment-outcome-unknown"
    title = N_("There is no outcome “{outcome}”.")
    mend = N_("Choose done, not needed or impossible.")


def end_assignment(
    *, number: str, assignment: int, outcome: str, by: Actor, at: datetime, report: str = ""
) -> Assignment:
    """End ``assignment`` (its id) of a case. ``outcome``: done, not-needed or impossible.

    Raises:
        CaseNotFound, AssignmentNotFound, AssignmentHasEnded, OutcomeUnknown, NotTheHolder.
    """
    if outcome not in Assignment.Outcome.values:
        raise OutcomeUnknown(outcome=outcome[:40], fields={"outcome": OutcomeUnknown.title})
    with locked_case(number, by=by) as case:
        part = case.assignments.filter(pk=assignment).first()
        if part is None:
            raise AssignmentNotFound(number=number)
        if not holds(by, HANDLE, part.unit_place, part.unit_role):
            raise NotTheHolder(number=number)
        if part.ended_at is not None:
            raise AssignmentHasEnded
        part.ended_at, part.ended_by_id, part.outcome = at, by.account_id, outcome
        part.report = checked_text(report, name="report")
        part.save()
        _clocks.stop_assignment_clock(part, at=at)
        data = {"assignment": part.pk, "outcome": outcome}
        entry = make_entry(case, "end-assignment", by=by, at=at, text=part.report, data=data)
        entry.save(force_insert=True)
        trail.record(
            action="case.end-assignment",
            by=by,
            at=at,
            subject=case.subject,
            place=case.place,
            detail=data,
        )
        tell(AssignmentEnded, case, entry, by=by, at=at, assignment=part.pk, outcome=outcome)
    return part
