"""Mark as duplicate: the same thing was asked before; its askers hear how that one goes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from doorstep.casework.events import CaseMarkedDuplicate
from doorstep.casework.models import Case, CaseAsker
from doorstep.casework.operations._access import CaseNotFound
from doorstep.casework.operations._moving import Moving, end_pause, moving
from doorstep.casework.permissions import visible_to
from doorstep.casework.rules.states import MOVES, RESTING, Move, State
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict


class OriginalUnfit(Conflict):
    code = "case-original-unfit"
    title = N_("Case {original} can't be the original of {number}.")
    mend = N_("Choose another case that is still open and isn't merged into a third.")


def mark_duplicate(
    *,
    number: str,
    original: str,
    by: Actor,
    at: datetime,
    word: str = "",
    version: int | None = None,
) -> Case:
    """Merge a case into ``original`` (a number). Everybody who waited for it is told about the
    original from now on; what was merged into it before moves along.

    Raises:
        CaseNotFound, OriginalUnfit. And those of ``moving``.
    """
    by.require(MOVES[Move.DUPLICATE].permission)
    with transaction.atomic():
        # Both locked in one order, so that two colleagues merging crosswise can't block each other.
        pair = visible_to(by).filter(number__in=[number, original]).order_by("pk")
        found = {case.number: case for case in pair.select_for_update()}
        if original not in found:
            raise CaseNotFound(number=original[:40])
        with moving(Move.DUPLICATE, number, by=by, at=at, version=version) as step:
            _merge(step, found[original])
            step.notes(original=original)
            step.tells(word)
            step.publishes(CaseMarkedDuplicate, original=original)
    return step.case


def _merge(step: Moving, original: Case) -> None:
    case = step.case
    if original.pk == case.pk or not original.is_open:
        raise OriginalUnfit(number=case.number, original=original.number)
    if State(case.state) in RESTING:
        end_pause(case.suspensions.get(ended_at=None), by=step.by, at=step.at)
    case.duplicate_of = original
    case.duplicates.update(duplicate_of=original)
    askers = set(case.askers.values_list("resident_id", flat=True))
    if case.asker_id is not None:
        askers.add(case.asker_id)
    CaseAsker.objects.bulk_create(
        (
            CaseAsker(
                case=original,
                place=original.place,
                resident_id=resident,
                why=CaseAsker.Why.DUPLICATE,
                since=step.at,
                by_id=step.by.account_id,
            )
            for resident in sorted(askers - {original.asker_id})
        ),
        ignore_conflicts=True,
    )
