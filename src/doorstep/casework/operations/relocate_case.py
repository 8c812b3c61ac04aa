"""Correct the place of a case: it was taken at the wrong one."""

from __future__ import annotations

from datetime import datetime

from doorstep.casework.events import CaseDispatched
from doorstep.casework.models import Case, Clock, ClockStep
from doorstep.casework.operations._holder import give_to, with_unit
from doorstep.casework.operations._intake import PlaceInvalid
from doorstep.casework.operations._moving import moving
from doorstep.casework.rules.routing import Target
from doorstep.casework.rules.states import Move
from doorstep.casework.selectors.cases import access_case
from doorstep.casework.selectors.routing import decide
from doorstep.kernel.actor import Actor
from doorstep.kernel.places import LENGTHS, ancestor_of, is_place_code
from doorstep.kernel.scope import Scope
from doorstep.platform.scope import scoped


def relocate_case(
    *,
    number: str,
    place: str,
    reason: str,
    by: Actor,
    at: datetime,
    place_text: str = "",
    version: int | None = None,
) -> Case:
    """Move a case to ``place`` in the same district and send it where the rules there say. The
    colleague who moves it out of her community no longer sees it.

    Raises:
        PlaceInvalid. And those of ``moving``.
    """
    here = access_case(by, number).place
    district = ancestor_of(here, "district")
    if not is_place_code(place) or len(place) < LENGTHS["community"] or place[:6] != district:
        raise PlaceInvalid(place=place[:30], fields={"place": PlaceInvalid.title})
    with (
        scoped(Scope.over([district])),
        moving(Move.RELOCATE, number, by=by, at=at, version=version, reason=reason) as step,
    ):
        case = step.case
        step.notes(moved={"from": case.place, "to": place})
        case.place, case.place_text = place, place_text or case.place_text
        for rows in (Clock, ClockStep):
            rows.objects.filter(case=case).update(place=place)
        case.assignments.update(place=place)
        case.suspensions.update(place=place)
        case.extensions.update(place=place)
        case.askers.update(place=place)
        case.notices.update(place=place)
        decision = decide(case, at=at)
        give_to(
            step,
            Target(decision.level, decision.holder_role, decision.holder_place, decision.account),
        )
        step.publishes(CaseDispatched, **with_unit(case))
    return case
