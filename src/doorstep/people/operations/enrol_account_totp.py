"""Enrol the second factor of a colleague."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import Forbidden
from doorstep.people.models import Account
from doorstep.people.permissions import ACCOUNT_CREATE
from doorstep.platform import trail


def enrol_account_totp(*, account: Account, secret: str, by: Actor, at: datetime) -> list[str]:
    """Make ``secret`` (base32) the time-based second factor, replacing any; return recovery codes.

    The codes are shown once; afterwards only their seed is kept, sealed (see the MFA adapter).
    """
    if by.account_id != account.pk:
        by.require(ACCOUNT_CREATE.code)
    with transaction.atomic():
        Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
        Authenticator.objects.filter(user=account).delete()
        TOTP.activate(account, secret)
        codes = RecoveryCodes.activate(account)
        trail.record(action="account.totp_enrolled", by=by, at=at, subject=f"account:{account.pk}")
    return codes.get_unused_codes()


def reset_account_factors(*, account: Account, reason: str, by: Actor, at: datetime) -> None:
    """Take the second factors of a colleague who lost them; the next sign-in enrols new ones.

    Raises:
        Forbidden: ``by`` may not open accounts.
    """
    by.require(ACCOUNT_CREATE.code)
    with transaction.atomic():
        Authenticator.objects.filter(user=account).delete()
        trail.record(
            action="account.factors_reset",
            by=by,
            at=at,
            subject=f"account:{account.pk}",
            purpose=reason,
        )


def renew_recovery_codes(*, account: Account, by: Actor, at: datetime) -> list[str]:
    """Replace the recovery codes of one's own account and return the new ones, shown once.

    Raises:
        Forbidden: somebody else's account, or it has no second factor to recover.
    """
    mine = Authenticator.objects.filter(user=account)
    if by.account_id != account.pk or not mine.exists():
        raise Forbidden
    with transaction.atomic():
        Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
        mine.filter(type=Authenticator.Type.RECOVERY_CODES).delete()
        codes = RecoveryCodes.activate(account)
        trail.record(
            action="account.recovery_renewed", by=by, at=at, subject=f"account:{account.pk}"
        )
    return codes.get_unused_codes()
