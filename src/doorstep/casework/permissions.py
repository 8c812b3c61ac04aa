"""What one may be allowed to do with cases, who is, and which cases an actor may see."""

from __future__ import annotations

from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from doorstep.casework.models import Case
from doorstep.casework.models.case import CaseQuerySet
from doorstep.casework.rules import states
from doorstep.kernel.actor import Actor
from doorstep.kernel.places import hi_of
from doorstep.platform.permissions import Permission

SEE: Final = "casework.case.see"
SEE_SENSITIVE: Final = "casework.case.see_sensitive"
TAKE: Final = states.TAKE
DISPATCH: Final = states.DISPATCH
HANDLE: Final = states.HANDLE
ANSWER: Final = states.ANSWER
EXTEND: Final = states.EXTEND
CLOSE: Final = states.CLOSE
REOPEN: Final = states.REOPEN
TAKE_RATING: Final = "casework.rating.take"
SEE_RATINGS: Final = "casework.rating.see"
SEE_BOARD: Final = "casework.board.see"
EDIT_RULES: Final = "casework.rule.edit"
EDIT_TEMPLATES: Final = "casework.template.edit"

PERMISSIONS: Final = (
    Permission(SEE, _("See cases")),
    Permission(SEE_SENSITIVE, _("See sensitive cases")),
    Permission(TAKE, _("Take cases and settle them on the spot")),
    Permission(DISPATCH, _("Dispatch and reassign cases")),
    Permission(HANDLE, _("Accept and handle cases")),
    Permission(ANSWER, _("Answer and ask the asker")),
    Permission(EXTEND, _("Extend the time of a case")),
    Permission(CLOSE, _("Close and cancel cases")),
    Permission(REOPEN, _("Reopen cases")),
    Permission(TAKE_RATING, _("Take ratings by call-back")),
    Permission(SEE_RATINGS, _("See single ratings")),
    Permission(SEE_BOARD, _("See the sums of a place")),
    Permission(EDIT_RULES, _("Edit routing rules")),
    Permission(EDIT_TEMPLATES, _("Edit reply templates")),
)

_ROUND = (SEE, TAKE, HANDLE, ANSWER)
_DESK = (*_ROUND, DISPATCH, CLOSE, REOPEN)
_LEAD = (*_DESK, SEE_SENSITIVE, EXTEND, TAKE_RATING, SEE_RATINGS, SEE_BOARD, EDIT_TEMPLATES)

ROLE_GRANTS: Final[dict[str, tuple[str, ...]]] = {
    "worker": _DESK,
    "block_lead": _ROUND,
    "officer": _ROUND,
    "secretary": _LEAD,
    "subdistrict": (*_LEAD, EDIT_RULES),
    "department": (SEE, HANDLE, ANSWER, EXTEND, DISPATCH, CLOSE),
    "district": (*_LEAD, EDIT_RULES),
}


def places_where(actor: Actor, permission: str) -> list[str]:
    """Return the places of an actor's grants that carry ``permission``, none inside another."""
    kept: list[str] = []
    for place in sorted({g.place for g in actor.grants if permission in g.permissions}):
        if not kept or not place.startswith(kept[-1]):
            kept.append(place)
    return kept


def in_places(places: list[str], field: str = "place") -> Q:
    """Return the condition that ``field`` lies at or below one of ``places``.

    Written as ranges with the places themselves, beside row-level security's own: the planner
    then knows how many rows to expect, where a policy's function tells it nothing.
    """
    condition = Q()
    for place in places:
        if place == "":
            return Q()
        condition |= Q(**{f"{field}__gte": place, f"{field}__lt": hi_of(place)})
    return condition if places else Q(pk__in=[])


def visible_to(actor: Actor) -> CaseQuerySet:
    """Return the cases that ``actor`` may see."""
    cases = Case.objects.all()
    if actor.kind == "system":
        return cases
    if actor.is_resident:
        return cases.filter(asker_id__in=actor.persons)
    cases = cases.filter(in_places(places_where(actor, SEE)))
    sensitive_where = places_where(actor, SEE_SENSITIVE)
    if sensitive_where == places_where(actor, SEE):
        return cases
    mine = Q(handler_id=actor.account_id) | Q(opened_by_id=actor.account_id)
    discreet = in_places(sensitive_where) if sensitive_where else Q(pk__in=[])
    return cases.filter(Q(sensitive=False) | mine | discreet)


def holds(actor: Actor, permission: str, place: str, role: str) -> bool:
    """Say whether ``actor`` belongs to the unit that holds a case at ``place`` for ``role``.

    A colleague of the unit's role may, and so may whoever may dispatch there (the secretary
    steps in for an officer who is ill).
    """
    if actor.kind == "system":
        return True
    return any(
        permission in grant.permissions
        and place.startswith(grant.place)
        and (role in ("", grant.role) or DISPATCH in grant.permissions)
        for grant in actor.grants
    )
