"""Ask the resident something; the clocks stand still until her word comes."""

from __future__ import annotations

from datetime import datetime

from doorstep.casework.events import CasePaused
from doorstep.casework.models import Case, Suspension
from doorstep.casework.operations._moving import moving
from doorstep.casework.operations.reply_to_asker import NobodyToAnswer, said
from doorstep.casework.rules.states import Move
from doorstep.kernel.actor import Actor


def ask_asker(
    *,
    number: str,
    question: str,
    by: Actor,
    at: datetime,
    until: datetime | None = None,
    version: int | None = None,
) -> Case:
    """Ask the asker and wait. ``until``: go on without her word then, when given.

    Raises:
        TextMissing, TextTooLong, NobodyToAnswer. And those of ``moving``.
    """
    with moving(Move.ASK, number, by=by, at=at, version=version) as step:
        case = step.case
        if case.asker_id is None:
            raise NobodyToAnswer(number=case.number)
        step.says(said(question, name="question"))
        Suspension.objects.create(
            case=case,
            place=case.place,
            why=Suspension.Why.WAITING,
            reason=step.text[:500],
            before=case.state,
            began_at=at,
            began_by_id=by.account_id,
            until=until,
        )
        step.publishes(CasePaused)
    return case
