"""Reassign: another colleague or unit has it from now on."""

from __future__ import annotations

from datetime import datetime

from doorstep.casework.events import CaseDispatched
from doorstep.casework.models import Case
from doorstep.casework.operations._holder import give_to, with_unit
from doorstep.casework.operations._moving import moving
from doorstep.casework.rules.routing import Target
from doorstep.casework.rules.states import Move
from doorstep.kernel.actor import Actor


def reassign_case(
    *,
    number: str,
    to: Target,
    reason: str,
    by: Actor,
    at: datetime,
    word: str = "",
    version: int | None = None,
) -> Case:
    """Hand a dispatched or accepted case to ``to``; its clocks run on.

    Raises:
        ColleagueLeft: the colleague's account is closed. And those of ``moving``.
    """
    with moving(Move.REASSIGN, number, by=by, at=at, version=version, reason=reason) as step:
        give_to(step, to)
        if word:
            step.tells(word)
        step.publishes(CaseDispatched, **with_unit(step.case))
    return step.case
