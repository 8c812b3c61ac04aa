"""Close (闭环): the round is over and she may judge it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from doorstep.casework.events import CaseClosed
from doorstep.casework.models import Case, Closing
from doorstep.casework.operations._moving import Moving, moving
from doorstep.casework.operations.resolve_case import resolve_case
from doorstep.casework.rules.states import Move, State
from doorstep.casework.selectors.kinds import kind_of
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import Conflict
from doorstep.kernel.scope import Scope
from doorstep.platform.scope import scoped

QUIET = timedelta(days=7)
SCOPE = Scope.everywhere("casework.close_quiet_cases")


def close_case(
    *,
    number: str,
    by: Actor,
    at: datetime,
    word: str = "",
    child_outcomes: Mapping[str, str] | None = None,
    version: int | None = None,
) -> Case:
    """Close a resolved case. ``child_outcomes``: number of a sub-case that is being worked on →
    what came of it; each is resolved and closed with it.

    Raises:
        JointWorkOpen, SubCasesOpen. And those of ``moving``.
    """
    with moving(Move.CLOSE, number, by=by, at=at, version=version) as step:
        _close_children(step, child_outcomes or {})
        resolved = (
            step.case.timeline.filter(verb=Move.RESOLVE).order_by("-id").exclude(data={}).first()
        )
        write_closing(step, outcome=resolved.data["outcome"] if resolved else "done", text=word)
        step.tells(word)
    return step.case


def close_quiet_cases(*, by: Actor, at: datetime) -> list[str]:
    """Close what has been resolved for ``QUIET`` without a word from the asker; return numbers."""
    with scoped(SCOPE):
        quiet = Case.objects.filter(state=State.RESOLVED, resolved_at__lte=at - QUIET)
        numbers = list(quiet.order_by("resolved_at", "id").values_list("number", flat=True))
    return [number for number in numbers if _close_one(number, by=by, at=at)]


def _close_one(number: str, *, by: Actor, at: datetime) -> bool:
    try:
        with scoped(SCOPE):
            close_case(number=number, by=by, at=at)
    except Conflict:
        return False  # somebody else was faster, or a sub-case was opened meanwhile
    return True


def write_closing(step: Moving, *, outcome: str, text: str, on_the_spot: bool = False) -> None:
    """Write the closing of this round, and publish it."""
    case = step.case
    Closing.objects.create(
        case=case,
        place=case.place,
        round=case.rounds,
        outcome=outcome[:60],
        text=text,
        on_the_spot=on_the_spot,
        at=step.at,
        by_id=step.by.account_id,
    )
    rated = kind_of(case.kind_id).rated and case.asker_id is not None
    step.publishes(CaseClosed, rated=rated)


def _close_children(step: Moving, outcomes: Mapping[str, str]) -> None:
    children = {child.number: child for child in step.case.children.open()}
    for number, text in outcomes.items():
        child = children.get(number)
        if child is None:
            continue
        if child.state != State.RESOLVED:
            resolve_case(number=number, text=text, by=step.by, at=step.at)
        close_case(number=number, by=step.by, at=step.at)
