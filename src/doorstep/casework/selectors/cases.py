"""One case: fetched with permission, or refused."""

from __future__ import annotations

from doorstep.casework.models import Case
from doorstep.casework.permissions import visible_to
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, NotFound


class CaseNotFound(NotFound):
    code = "case-not-found"
    title = N_("There is no case {number} that you may see.")
    mend = N_("Check the number: six digits, a hyphen, six digits.")


def access_case(actor: Actor, number: str, *, to: str | None = None) -> Case:
    """Return the case that ``actor`` may see, and may do ``to`` (a permission) with.

    Raises:
        CaseNotFound: there is none, or it lies outside what the actor may see.
        Forbidden: it is visible, but the actor's grants don't carry ``to`` there.
    """
    # In one query with the two whom every door names beside it.
    seen = visible_to(actor).select_related("asker", "handler")
    case = seen.filter(number=number).first()
    if case is None:
        raise CaseNotFound(number=number[:40])
    if to is not None:
        actor.require(to, case.place)
    return case


def case_by_number(actor: Actor, number: str) -> Case | None:
    """Return the case with this number, as somebody reads it out: spaces and a missing hyphen
    are forgiven; None when there is none that the actor may see."""
    digits = "".join(c for c in number if c.isdigit())
    if len(digits) != 12:
        return None
    return visible_to(actor).filter(number=f"{digits[:6]}-{digits[6:]}").first()
