"""Give an account a role at a place."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict, Forbidden, Invalid
from doorstep.kernel.places import is_place_code
from doorstep.people.models import Account, Grant
from doorstep.people.permissions import GRANT_GIVE
from doorstep.platform import trail
from doorstep.platform.permissions import ROLES


class GrantHeldAlready(Conflict):
    code = "grant-held-already"
    title = N_("{name} holds this role here already.")
    mend = N_("Withdraw the old grant first, or choose another place.")


class TwoPowersInOneHand(Conflict):
    code = "two-powers-in-one-hand"
    title = N_("Nobody may be system administrator, security administrator and auditor at once.")
    mend = N_("Give this power to another person.")


class NotToYourself(Forbidden):
    code = "grant-not-to-yourself"
    title = N_("Nobody gives a grant to themselves.")
    mend = N_("Ask another security administrator.")


class NoSuchRole(Invalid):
    code = "no-such-role"
    title = N_("There is no such role or place.")
    mend = N_("Choose them from the list.")


class ReasonMissing(Invalid):
    code = "reason-missing"
    title = N_("Say why, in a few words.")
    mend = N_("The auditor will read it.")


def refused_by_database(error: IntegrityError, account: Account) -> Conflict | None:
    """Return what a constraint of the table of grants means, or None when it is another one."""
    diag = getattr(error.__cause__, "diag", None)
    name = getattr(diag, "constraint_name", "") or ""
    if name == "people_grant_three_powers":
        return TwoPowersInOneHand(fields={"role": TwoPowersInOneHand.title})
    if name == "people_grant_no_overlap":
        return GrantHeldAlready(name=account.name)
    return None


def _check(account: Account, role: str, place: str, reason: str, by: Actor) -> None:
    if role not in ROLES or not is_place_code(place):
        raise NoSuchRole(fields={"role": NoSuchRole.title})
    by.require(GRANT_GIVE.code, place)
    if by.account_id == account.pk:
        raise NotToYourself
    if len(reason.strip()) < 2:
        raise ReasonMissing(fields={"reason": ReasonMissing.title})


def give_grant(
    *,
    account: Account,
    role: str,
    place: str,
    reason: str,
    by: Actor,
    at: datetime,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Grant:
    """Give ``role`` at ``place`` and below, from ``since`` (default now); it holds at the next
    request.

    Raises:
        Forbidden: ``by`` may not give grants at the place. NotToYourself, NoSuchRole,
        ReasonMissing, GrantHeldAlready, TwoPowersInOneHand.
    """
    _check(account, role, place, reason, by)
    try:
        with transaction.atomic():
            grant = Grant.objects.create(
                account=account,
                role=role,
                place=place,
                since=since or at,
                until=until,
                given_by_id=by.account_id,
                reason=reason.strip()[:200],
            )
    except IntegrityError as error:
        refusal = refused_by_database(error, account)
        if refusal is None:
            raise
        raise refusal from error
    trail.record(
        action="grant.given",
        by=by,
        at=at,
        subject=f"account:{account.pk}",
        place=place,
        purpose=reason,
        detail={"grant": grant.pk, "role": role},
    )
    return grant
