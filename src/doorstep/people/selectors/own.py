"""What a signed-in resident is: their own record."""

from __future__ import annotations

from doorstep.kernel.actor import Actor
from doorstep.people.models import Resident


def own_resident(actor: Actor) -> Resident | None:
    """Return the record linked to the actor's account, or None when there is none."""
    if actor.account_id is None:
        return None
    return Resident.objects.filter(accounts=actor.account_id).first()


def homes_of(actor: Actor) -> tuple[str, ...]:
    """Return the places where the persons live that a resident's account is or acts for."""
    homes = Resident.objects.filter(pk__in=actor.persons).values_list("place", flat=True)
    return tuple(sorted(set(homes)))
