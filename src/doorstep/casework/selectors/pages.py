"""Everything that one case's page shows, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass

from doorstep.casework.models import (
    Assignment,
    Case,
    CaseFile,
    Clock,
    Closing,
    Extension,
    Notice,
    Suspension,
    TimelineEntry,
)
from doorstep.casework.permissions import SEE_RATINGS, holds
from doorstep.casework.rules.states import MOVES, Move, State
from doorstep.casework.selectors.cases import access_case
from doorstep.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case with what hangs on it. ``moves``: what the actor may do now. ``ratings`` is empty
    for those who may not see single ratings."""

    case: Case
    timeline: list[TimelineEntry]
    files: list[CaseFile]
    clocks: list[Clock]
    assignments: list[Assignment]
    suspensions: list[Suspension]
    extensions: list[Extension]
    closings: list[Closing]
    children: list[Case]
    duplicates: list[Case]
    notices: list[Notice]
    followers: int
    ratings: dict[int, int]
    moves: list[Move]


def case_page(actor: Actor, number: str, *, told: bool = True) -> CasePage:
    """Return a case as ``actor`` may see it; a resident gets what is meant for her.

    ``told``: with timeline and notices; without them for doors that give those elsewhere.

    Raises:
        CaseNotFound.
    """
    case = access_case(actor, number)
    staff = not actor.is_resident
    timeline, files = case.timeline.all(), case.files.select_related("file")
    if not staff:
        timeline = timeline.filter(audience=TimelineEntry.Audience.RESIDENT)
        files = files.filter(audience=TimelineEntry.Audience.RESIDENT)
    closings = list(case.closings.select_related("rating"))
    sees = actor.is_resident or actor.can(SEE_RATINGS, case.place)
    return CasePage(
        case=case,
        timeline=list(timeline) if told else [],
        files=list(files),
        clocks=list(case.clocks.order_by("id")) if staff else [],
        assignments=list(case.assignments.select_related("assignee")) if staff else [],
        suspensions=list(case.suspensions.all()) if staff else [],
        extensions=list(case.extensions.all()) if staff else [],
        closings=closings,
        children=list(case.children.order_by("id")) if staff else [],
        duplicates=list(case.duplicates.order_by("id")) if staff else [],
        notices=list(case.notices.all()) if staff and told else [],
        followers=case.askers.count() if staff else 0,
        ratings={c.round: c.rating.score for c in closings if sees and hasattr(c, "rating")},
        moves=moves_open_to(actor, case),
    )


def moves_open_to(actor: Actor, case: Case) -> list[Move]:
    """Return the moves that ``actor`` may make with ``case`` now, in the order of the table."""
    return [
        move
        for move, rule in MOVES.items()
        if State(case.state) in rule.starts and _may(actor, case, move)
    ]


def _may(actor: Actor, case: Case, move: Move) -> bool:
    rule = MOVES[move]
    if actor.is_resident:
        return rule.asker and case.asker_id in actor.persons
    if not actor.can(rule.permission, case.place):
        return False
    at_holder = rule.at == "holder"
    return not at_holder or holds(actor, rule.permission, case.holder_place, case.holder_role)
