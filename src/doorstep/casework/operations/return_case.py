"""Return (退单): it isn't ours; it goes back to whoever sent it, with the reason."""

from __future__ import annotations

from datetime import datetime

from doorstep.casework.events import CaseReturned
from doorstep.casework.models import Case
from doorstep.casework.operations._holder import give_back
from doorstep.casework.operations._moving import moving
from doorstep.casework.rules.states import Move
from doorstep.kernel.actor import Actor


def return_case(
    *, number: str, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Case:
    """Give a case back to the unit that had it before. The clocks run on."""
    with moving(Move.RETURN, number, by=by, at=at, version=version, reason=reason) as step:
        give_back(step)
        step.publishes(CaseReturned)
    return step.case
