"""Reopen (重办): it wasn't done; a new round begins with clocks of its own."""

from __future__ import annotations

from datetime import datetime, timedelta

from doorstep.casework.events import CaseReopened
from doorstep.casework.models import Case
from doorstep.casework.operations._moving import Audience, moving
from doorstep.casework.rules.kinds import REOPEN_WITHIN_DAYS
from doorstep.casework.rules.states import Move
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Expired


class ReopenTooLate(Expired):
    code = "case-reopen-too-late"
    title = N_("Case {number} was closed more than {days} days ago.")
    mend = N_("Ask anew; the new case can name this one.")


def reopen_case(
    *, number: str, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Case:
    """Begin a new round with the unit that had it last. The asker may do it herself.

    Raises:
        ReopenTooLate: closed more than 30 days ago. And those of ``moving``.
    """
    with moving(Move.REOPEN, number, by=by, at=at, version=version, reason=reason) as step:
        case = step.case
        if case.closed_at and at - case.closed_at > timedelta(days=REOPEN_WITHIN_DAYS):
            raise ReopenTooLate(number=case.number, days=REOPEN_WITHIN_DAYS)
        # A round that was resolved but never closed ends without a closing of its own.
        case.rounds += 1
        case.replied_at = case.resolved_at = None
        if by.is_resident:
            step.says(step.reason, to=Audience.RESIDENT)
        else:
            step.tells("")
        step.publishes(CaseReopened)
    return case
