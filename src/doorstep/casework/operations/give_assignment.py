"""Joint work: give a part of a case to a unit that leads (主责) or assists (协办)."""

from __future__ import annotations

from datetime import datetime

from doorstep.casework.events import AssignmentGiven
from doorstep.casework.models import Assignment
from doorstep.casework.operations import _clocks
from doorstep.casework.operations._holder import check_colleague
from doorstep.casework.operations._moving import Audience, Moving, moving
from doorstep.casework.operations.reply_to_asker import said
from doorstep.casework.rules.clocks import Amount
from doorstep.casework.rules.routing import Target, home_of
from doorstep.casework.rules.states import Move
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict


class LeadGiven(Conflict):
    code = "assignment-lead-given"
    title = N_("Case {number} has a leading unit already.")
    mend = N_("End its part first, or give this one to assist.")


def give_assignment(
    *,
    number: str,
    part: str,
    task: str,
    to: Target,
    by: Actor,
    at: datetime,
    term: Amount | None = None,
    version: int | None = None,
) -> Assignment:
    """Give ``to`` a part of the case. ``part``: ``lead`` or ``assist``; ``term``: its own clock.

    Raises:
        LeadGiven, ColleagueLeft, TextMissing. And those of ``moving``.
    """
    with moving(Move.ASSIGN, number, by=by, at=at, version=version) as step:
        check_colleague(to.account)
        leads = part == Assignment.Part.LEAD
        if leads and step.case.assignments.filter(part="lead", ended_at=None).exists():
            raise LeadGiven(number=step.case.number)
        assignment = _write(step, part, said(task, name="task"), to, term)
        step.says(assignment.task, to=Audience.STAFF)
        step.notes(assignment=assignment.pk, part=part, unit=assignment.unit_place)
        step.publishes(AssignmentGiven, assignment=assignment.pk, unit_place=assignment.unit_place)
    return assignment


def _write(step: Moving, part: str, task: str, to: Target, term: Amount | None) -> Assignment:
    unit, role = home_of(step.case.place, to)
    assignment = Assignment(
        case=step.case,
        place=step.case.place,
        part=part,
        task=task[:500],
        unit_place=unit,
        unit_role=role,
        assignee_id=to.account,
        given_at=step.at,
        given_by_id=step.by.account_id,
    )
    assignment.save(force_insert=True)
    if term is not None:
        assignment.due_at = _clocks.start_assignment_clock(assignment, term, at=step.at).at
        assignment.save(update_fields=["due_at"])
    return assignment
