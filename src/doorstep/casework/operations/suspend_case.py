"""Suspend: the work has to wait until a day, for a reason; the answer is owed before."""

from __future__ import annotations

from datetime import datetime, timedelta

from doorstep.casework.events import CasePaused
from doorstep.casework.models import Case, Suspension
from doorstep.casework.operations._moving import moving
from doorstep.casework.rules.states import Move
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict, Invalid

LONGEST = timedelta(days=180)


class SuspendUntilWhen(Invalid):
    code = "case-suspend-until-when"
    title = N_("A case can be suspended until a day in the next 180 days.")
    mend = N_("Choose the day on which the work goes on.")


class AnswerOwed(Conflict):
    code = "case-answer-owed"
    title = N_("She who asked case {number} has not been answered yet.")
    mend = N_("Tell her first that it will take longer, and why.")


def suspend_case(
    *,
    number: str,
    until: datetime,
    reason: str,
    by: Actor,
    at: datetime,
    word: str = "",
    version: int | None = None,
) -> Case:
    """Let the resolve clock stand still until ``until``; a job resumes the case then.

    ``word``: what the asker is told about it.

    Raises:
        SuspendUntilWhen, AnswerOwed. And those of ``moving``.
    """
    with moving(Move.SUSPEND, number, by=by, at=at, version=version, reason=reason) as step:
        case = step.case
        if not at < until <= at + LONGEST:
            raise SuspendUntilWhen(fields={"until": SuspendUntilWhen.title})
        if case.asker_id is not None and case.replied_at is None:
            raise AnswerOwed(number=case.number)
        Suspension.objects.create(
            case=case,
            place=case.place,
            why=Suspension.Why.SUSPENDED,
            reason=step.reason,
            before=case.state,
            began_at=at,
            began_by_id=by.account_id,
            until=until,
        )
        step.notes(until=until.isoformat())
        step.tells(word)
        step.publishes(CasePaused)
    return case
