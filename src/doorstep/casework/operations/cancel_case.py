"""Cancel: the asker withdraws it, or it turns out to be none."""

from __future__ import annotations

from datetime import datetime

from doorstep.casework.events import CaseCancelled
from doorstep.casework.models import Case
from doorstep.casework.operations._moving import Audience, end_pause, moving
from doorstep.casework.rules.states import RESTING, Move, State
from doorstep.kernel.actor import Actor


def cancel_case(
    *,
    number: str,
    reason: str,
    by: Actor,
    at: datetime,
    word: str = "",
    version: int | None = None,
) -> Case:
    """Call a case off. ``word``: what the asker is told.

    Raises:
        JointWorkOpen, SubCasesOpen: nothing is called off silently. And those of ``moving``.
    """
    with moving(Move.CANCEL, number, by=by, at=at, version=version, reason=reason) as step:
        if State(step.case.state) in RESTING:
            end_pause(step.case.suspensions.get(ended_at=None), by=by, at=at)
        if by.is_resident:
            step.says(step.reason, to=Audience.RESIDENT)
        else:
            step.tells(word)
        step.publishes(CaseCancelled)
    return step.case
