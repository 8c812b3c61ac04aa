"""Reply (答复): tell the asker how it stands. The first answer stops the reply clock."""

from __future__ import annotations

from datetime import datetime

from doorstep.casework.events import CaseReplied
from doorstep.casework.models import Case
from doorstep.casework.operations._moving import checked_text, moving
from doorstep.casework.rules.states import Move
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Invalid


class NobodyToAnswer(Invalid):
    code = "case-nobody-to-answer"
    title = N_("Nobody asked for case {number}, so there is nobody to answer.")
    mend = N_("Write a note for colleagues instead.")


class TextMissing(Invalid):
    code = "text-missing"
    title = N_("There is no text.")
    mend = N_("Write what she should know, or choose a template.")


def reply_to_asker(
    *, number: str, text: str, by: Actor, at: datetime, version: int | None = None
) -> Case:
    """Send the asker an answer; it reaches everybody who is told about the case.

    Raises:
        TextMissing, TextTooLong, NobodyToAnswer. And those of ``moving``.
    """
    with moving(Move.REPLY, number, by=by, at=at, version=version) as step:
        case = step.case
        if case.asker_id is None:
            raise NobodyToAnswer(number=case.number)
        step.says(said(text))
        first = case.replied_at is None
        case.replied_at = case.replied_at or at
        step.publishes(CaseReplied, first=first)
    return case


def said(text: str, *, name: str = "text") -> str:
    """Return a text for the asker, or raise TextMissing or TextTooLong."""
    text = checked_text(text, name=name)
    if not text:
        raise TextMissing(fields={name: TextMissing.title})
    return text
