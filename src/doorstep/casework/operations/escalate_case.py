"""Escalate (上报): what this level can't solve goes one level up the kind's ladder."""

from __future__ import annotations

from datetime import datetime

from doorstep.casework.events import CaseEscalated
from doorstep.casework.models import Case
from doorstep.casework.operations._holder import give_to, with_unit
from doorstep.casework.operations._moving import moving
from doorstep.casework.rules.clocks import level_above
from doorstep.casework.rules.routing import Target
from doorstep.casework.rules.states import Move
from doorstep.casework.selectors.kinds import kind_of
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict


class TopOfLadder(Conflict):
    code = "case-top-of-ladder"
    title = N_("Case {number} is at the highest level of its kind already.")
    mend = N_("Give joint work to the department that can help.")


def escalate_case(
    *,
    number: str,
    reason: str,
    by: Actor,
    at: datetime,
    word: str = "",
    version: int | None = None,
) -> Case:
    """Send a case to the level above, whose unit has it from now on.

    Raises:
        TopOfLadder: there is no level above. And those of ``moving``.
    """
    with moving(Move.ESCALATE, number, by=by, at=at, version=version, reason=reason) as step:
        case = step.case
        above = level_above(kind_of(case.kind_id).ladder, case.level)
        if above is None:
            raise TopOfLadder(number=case.number)
        give_to(step, Target(above))
        step.tells(word)
        step.publishes(CaseEscalated, **with_unit(case))
    return case
