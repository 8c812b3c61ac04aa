"""Settle on the spot: done, answered and closed in one go."""

from __future__ import annotations

from datetime import datetime

from doorstep.casework.models import Case
from doorstep.casework.operations._moving import moving
from doorstep.casework.operations.close_case import write_closing
from doorstep.casework.operations.open_case import NotOnTheSpot
from doorstep.casework.operations.reply_to_asker import said
from doorstep.casework.rules.states import Move
from doorstep.casework.selectors.kinds import kind_of
from doorstep.kernel.actor import Actor


def settle_case(
    *,
    number: str,
    outcome: str,
    by: Actor,
    at: datetime,
    text: str = "",
    version: int | None = None,
) -> Case:
    """Settle a case that was taken before. ``text`` answers the asker (the outcome when empty).

    Raises:
        NotOnTheSpot: its kind doesn't allow that. And those of ``moving``.
    """
    with moving(Move.SETTLE, number, by=by, at=at, version=version) as step:
        case = step.case
        kind = kind_of(case.kind_id)
        if not kind.on_the_spot:
            raise NotOnTheSpot(kind=kind.title_in("zh-hans"))
        case.resolved_at = at
        if case.asker_id is not None:
            case.replied_at = case.replied_at or at
        case.handler_id = case.handler_id or by.account_id
        step.says(said(text or outcome))
        write_closing(step, outcome=outcome, text=step.text, on_the_spot=True)
    return case
