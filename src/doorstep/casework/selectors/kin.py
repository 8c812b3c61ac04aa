"""Cases that a case hangs together with, and the home of who asks."""

from __future__ import annotations

from doorstep.casework.models import Case
from doorstep.casework.permissions import visible_to
from doorstep.kernel.actor import Actor
from doorstep.people.public import Resident


def numbers_of_kin(actor: Actor, case: Case) -> dict[int, str]:
    """Return id → number of the whole, the original and the case that ``case`` looks after; one
    that the actor may not see is left out (one query, none when there is no kin)."""
    named = (case.parent_id, case.duplicate_of_id, case.follows_id)
    kin = {number for number in named if number is not None}
    if not kin:
        return {}
    return dict(visible_to(actor).filter(pk__in=kin).values_list("pk", "number"))


def home_of_asker(resident: int) -> str:
    """Return the place where a resident lives, "" when they can't be seen from here."""
    return Resident.objects.filter(pk=resident).values_list("place", flat=True).first() or ""
