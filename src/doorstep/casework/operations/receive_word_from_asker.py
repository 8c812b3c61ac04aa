"""Word from the resident: kept in the timeline; if the case waited for it, it goes on."""

from __future__ import annotations

from datetime import datetime

from doorstep.casework.events import CaseHeard
from doorstep.casework.models import Case
from doorstep.casework.operations._moving import moving
from doorstep.casework.operations.reply_to_asker import said
from doorstep.casework.rules.states import Move
from doorstep.kernel.actor import Actor


def receive_word_from_asker(
    *, number: str, text: str, by: Actor, at: datetime, version: int | None = None
) -> Case:
    """Keep what the asker said: she wrote it herself, or a colleague noted it for her.

    Raises:
        TextMissing, TextTooLong. And those of ``moving``.
    """
    with moving(Move.HEAR, number, by=by, at=at, version=version) as step:
        step.says(said(text))
        step.publishes(CaseHeard)
    return step.case
