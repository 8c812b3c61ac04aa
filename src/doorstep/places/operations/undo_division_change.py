"""Take a change of divisions back, with all that moved."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict
from doorstep.kernel.scope import Scope
from doorstep.places.events import DivisionMoved
from doorstep.places.models import Division, DivisionChange
from doorstep.places.operations.apply_division_change import DivisionNotEmpty, set_name, touching
from doorstep.places.operations.move_place import move_place_back
from doorstep.places.permissions import DIVISION_IMPORT
from doorstep.places.selectors.hanging import Tables, hanging_on, movable_tables
from doorstep.places.selectors.uploads import access_division_change
from doorstep.platform import facts, trail
from doorstep.platform.scope import scoped


class DivisionChangeUndone(Conflict):
    code = "division-change-undone"
    title = N_("This change of divisions has been undone already.")
    mend = N_("Reload the list of changes.")


class NewerChangeFirst(Conflict):
    code = "newer-division-change-first"
    title = N_("A newer change of the same division stands in the way.")
    mend = N_("Undo the newer one first.")


def undo_division_change(
    *, change_id: int, by: Actor, at: datetime, tables: Tables | None = None
) -> DivisionChange:
    """Undo a change: what moved comes back with everything that was added to it meanwhile.

    Raises:
        DivisionChangeUnknown, DivisionChangeUndone, NewerChangeFirst, Forbidden.
        DivisionNotEmpty: an added division has something hanging on it by now.
    """
    follow = movable_tables() if tables is None else tables
    with transaction.atomic():
        change = access_division_change(by, change_id)
        for code in filter(None, (change.old_code, change.new_code)):
            by.require(DIVISION_IMPORT, code)
        _refuse_unfit(change)
        moved = move_place_back(change=change, tables=follow)
        _restore(change, follow)
        change.undone_at, change.undone_by = at, by.name[:80]
        change.save(update_fields=["undone_at", "undone_by"])
        _tell(change, moved, by, at)
    return change


def _refuse_unfit(change: DivisionChange) -> None:
    if change.undone_at is not None:
        raise DivisionChangeUndone
    newer = DivisionChange.objects.filter(touching(change), pk__gt=change.pk, undone_at=None)
    if newer.exists():
        raise NewerChangeFirst


def _restore(change: DivisionChange, follow: Tables) -> None:
    if change.old_code and change.kind != "split" and change.old_code != change.new_code:
        Division.objects.filter(code=change.old_code).update(
            status=Division.Status.ACTIVE, until=None
        )
    if change.kind == "rename" and change.old_code == change.new_code:
        set_name(change.old_code, change.old_name)
    elif change.made_new:
        _take_away(change.new_code, follow)


def _take_away(code: str, follow: Tables) -> None:
    with scoped(Scope.everywhere("nothing may hang on what is taken away")):
        hanging = hanging_on([code], follow).get(code, {})
        if hanging or Division.objects.filter(parent_id=code).exists():
            said = ", ".join(f"{table} {count}" for table, count in hanging.items())
            raise DivisionNotEmpty(division=code, hanging=said)
    Division.objects.filter(code=code).delete()


def _tell(change: DivisionChange, moved: dict[str, int], by: Actor, at: datetime) -> None:
    place = change.old_code or change.new_code
    subject = f"divisionchange:{change.pk}"
    trail.record(
        action="division.undone",
        by=by,
        at=at,
        subject=subject,
        place=place,
        detail={"old": change.old_code, "new": change.new_code, "moved": moved},
    )
    fact = DivisionMoved(
        place=place,
        subject=subject,
        kind=change.kind,
        old_code=change.old_code,
        new_code=change.new_code,
        undone=True,
    )
    facts.publish(fact, by=by, at=at)
