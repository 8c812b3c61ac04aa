"""Dispatch (派单): send a case that nobody has yet to a unit, perhaps to one colleague."""

from __future__ import annotations

from datetime import datetime

from doorstep.casework.events import CaseDispatched
from doorstep.casework.models import Case
from doorstep.casework.operations._holder import give_to, with_unit
from doorstep.casework.operations._moving import moving
from doorstep.casework.rules.routing import Target
from doorstep.casework.rules.states import Move
from doorstep.casework.selectors.routing import decide
from doorstep.kernel.actor import Actor


def dispatch_case(
    *,
    number: str,
    by: Actor,
    at: datetime,
    to: Target | None = None,
    word: str = "",
    version: int | None = None,
) -> Case:
    """Send a new or returned case to ``to``, or where the routing rules say when None.

    Raises:
        ColleagueLeft: the colleague's account is closed. And those of ``moving``.
    """
    with moving(Move.DISPATCH, number, by=by, at=at, version=version) as step:
        if to is None:
            decision = decide(step.case, at=at)
            to = Target(
                decision.level, decision.holder_role, decision.holder_place, decision.account
            )
            step.notes(why=decision.as_data())
        give_to(step, to)
        step.tells(word)
        step.publishes(CaseDispatched, **with_unit(step.case))
    return step.case
