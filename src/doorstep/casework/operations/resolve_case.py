"""Resolve (办结): the work is done, and the asker is told what was done."""

from __future__ import annotations

from datetime import datetime

from doorstep.casework.events import CaseResolved
from doorstep.casework.models import Case
from doorstep.casework.operations._moving import moving
from doorstep.casework.operations.reply_to_asker import said
from doorstep.casework.rules.states import Move
from doorstep.kernel.actor import Actor


def resolve_case(
    *,
    number: str,
    text: str,
    by: Actor,
    at: datetime,
    outcome: str = "done",
    version: int | None = None,
) -> Case:
    """Finish the work; ``text`` answers the asker, ``outcome`` is kept for the closing.

    Raises:
        TextMissing, TextTooLong, JointWorkOpen, SubCasesOpen. And those of ``moving``.
    """
    with moving(Move.RESOLVE, number, by=by, at=at, version=version) as step:
        case = step.case
        step.says(said(text))
        step.notes(outcome=outcome[:60])
        case.resolved_at = at
        if case.asker_id is not None:
            case.replied_at = case.replied_at or at
        step.publishes(CaseResolved)
    return case
