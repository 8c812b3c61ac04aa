"""Release the cases of a colleague who left: back to their unit, so that nobody waits in vain."""

from __future__ import annotations

from datetime import datetime

from doorstep.casework.models import Case
from doorstep.casework.operations.reassign_case import reassign_case
from doorstep.casework.rules.routing import Target
from doorstep.casework.rules.states import MOVES, Move
from doorstep.kernel.actor import Actor


def release_cases(*, account: int, reason: str, by: Actor, at: datetime) -> list[str]:
    """Hand every case that ``account`` holds back to the unit it belongs to; return the numbers.

    Cases that rest stay with the name until they go on; ``my_work`` of the unit shows them.
    """
    starts = [state.value for state in MOVES[Move.REASSIGN].starts]
    mine = Case.objects.filter(handler_id=account, state__in=starts).order_by("id")
    numbers = []
    for case in list(mine):
        target = Target(case.level, case.holder_role, case.holder_place)
        reassign_case(number=case.number, to=target, reason=reason, by=by, at=at)
        numbers.append(case.number)
    return numbers
