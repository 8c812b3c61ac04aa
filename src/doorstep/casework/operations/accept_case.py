"""Accept (接单): a colleague takes the case on."""

from __future__ import annotations

from datetime import datetime

from doorstep.casework.events import CaseAccepted
from doorstep.casework.models import Case
from doorstep.casework.operations._moving import moving
from doorstep.casework.rules.states import DISPATCH, Move
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict


class GivenToAnother(Conflict):
    code = "case-given-to-another"
    title = N_("Case {number} was given to {who}.")
    mend = N_("Ask them, or have the case reassigned.")


def accept_case(*, number: str, by: Actor, at: datetime, version: int | None = None) -> Case:
    """Take a case of one's own unit. One given to a colleague may be taken over by whoever may
    dispatch there.

    Raises:
        GivenToAnother. And those of ``moving``.
    """
    with moving(Move.ACCEPT, number, by=by, at=at, version=version) as step:
        case = step.case
        given = case.handler
        if given and given.pk != by.account_id and not by.can(DISPATCH, case.holder_place):
            raise GivenToAnother(number=case.number, who=given.name)
        case.handler_id = by.account_id
        case.returned_at = None
        step.tells("")
        step.publishes(CaseAccepted)
    return case
