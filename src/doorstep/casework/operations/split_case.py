"""Split: a part that is a case of its own goes its own way; the asker is answered by the whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from doorstep.casework.events import CaseSplit
from doorstep.casework.models import Case
from doorstep.casework.operations._moving import Audience, moving
from doorstep.casework.operations.open_case import open_case
from doorstep.casework.rules.states import Move
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict

MOST_CHILDREN = 10


class CannotSplit(Conflict):
    code = "case-cannot-split"
    title = N_("Case {number} can't be split any further.")
    mend = N_("A sub-case has no sub-cases, and a case has at most ten; use joint work instead.")


def split_case(
    *,
    number: str,
    kind: str,
    words: str,
    by: Actor,
    at: datetime,
    answers: Mapping[str, Any] | None = None,
    version: int | None = None,
) -> Case:
    """Open a sub-case of ``kind`` at the same place and return it. The whole can't be resolved
    while it is open.

    Raises:
        CannotSplit. And those of ``moving`` and ``open_case``.
    """
    with moving(Move.SPLIT, number, by=by, at=at, version=version) as step:
        parent = step.case
        if parent.parent_id is not None or parent.children.count() >= MOST_CHILDREN:
            raise CannotSplit(number=parent.number)
        child = open_case(
            kind=kind,
            place=parent.place,
            place_text=parent.place_text,
            words=words,
            answers=answers,
            channel=parent.channel,
            urgent=parent.urgent,
            parent=parent,
            by=by,
            at=at,
        )
        step.says(child.words, to=Audience.STAFF)
        step.notes(child=child.number)
        step.publishes(CaseSplit, child=child.number)
    return child
