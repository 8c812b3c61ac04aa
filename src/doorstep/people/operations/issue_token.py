"""Issue a bearer token."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Forbidden, Invalid
from doorstep.kernel.ids import new_token
from doorstep.people.models import Account, ApiToken
from doorstep.people.permissions import GRANT_GIVE
from doorstep.platform import trail

PREFIX = "dst_"
LONGEST = timedelta(days=366)


class LabelMissing(Invalid):
    code = "token-label-missing"
    title = N_("Say what the token is for.")
    mend = N_("For example: gateway of building 12.")


class NotYourAccount(Forbidden):
    code = "not-your-account"
    title = N_("Only the owner or a security administrator may do this.")
    mend = N_("Ask the security administrator.")


def require_owner(account: Account, by: Actor) -> None:
    """Raise NotYourAccount unless ``by`` owns ``account``, is the system, or gives grants."""
    if by.kind != "system" and by.account_id != account.pk and not by.can(GRANT_GIVE.code):
        raise NotYourAccount


def issue_token(
    *,
    account: Account,
    label: str,
    by: Actor,
    at: datetime,
    lasts: timedelta = timedelta(days=90),
) -> tuple[ApiToken, str]:
    """Return the stored token and its text, which nobody can read again.

    Raises:
        LabelMissing, NotYourAccount.
    """
    require_owner(account, by)
    if not label.strip():
        raise LabelMissing(fields={"label": LabelMissing.title})
    text = PREFIX + new_token(32)
    with transaction.atomic():
        token = ApiToken.objects.create(
            account=account,
            label=label.strip()[:64],
            digest=ApiToken.digest_of(text),
            hint=text[-4:],
            created_at=at,
            expires_at=at + min(lasts, LONGEST),
        )
        trail.record(
            action="token.issued",
            by=by,
            at=at,
            subject=f"account:{account.pk}",
            detail={"token": token.pk, "label": token.label},
        )
    return token, text
