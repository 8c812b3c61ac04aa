"""Close and reopen accounts; purge those that never became one."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.people.events import AccountClosed
from doorstep.people.models import Account, ApiToken, Grant, SignInAttempt
from doorstep.people.operations.give_grant import NotToYourself
from doorstep.people.permissions import ACCOUNT_CREATE
from doorstep.platform import facts, trail


def close_account(*, account: Account, reason: str, by: Actor, at: datetime) -> Account:
    """Close ``account`` when a colleague leaves: grants end, tokens end, sessions end.

    The row stays, because timelines and the trail name it.

    Raises:
        Forbidden, NotToYourself.
    """
    by.require(ACCOUNT_CREATE.code)
    if by.account_id == account.pk:
        raise NotToYourself
    with transaction.atomic():
        account = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
        account.is_active = False
        account.save(update_fields=["is_active"])
        for grant in Grant.objects.valid(at).filter(account=account):
            grant.until, grant.withdrawn_by_id = at, by.account_id
            grant.withdrawn_reason = reason[:200]
            grant.save(update_fields=["until", "withdrawn_by", "withdrawn_reason"])
        ApiToken.objects.filter(account=account, revoked_at=None).update(revoked_at=at)
        for session in UserSession.objects.filter(user=account):
            session.end()
        subject = f"account:{account.pk}"
        trail.record(action="account.closed", by=by, at=at, subject=subject, purpose=reason)
        fact = AccountClosed(place="", subject=subject, account=account.pk, reason=reason[:200])
        facts.publish(fact, by=by, at=at)
    return account


def purge_unverified(*, at: datetime) -> int:
    """Delete residents' accounts whose phone never answered, after a day, and old tries to sign
    in; return how many accounts went."""
    with transaction.atomic():
        SignInAttempt.objects.filter(account=None, at__lt=at - timedelta(days=1)).delete()
        SignInAttempt.objects.filter(at__lt=at - timedelta(days=180)).delete()
        never = Account.objects.filter(
            kind=Account.Kind.RESIDENT,
            phone_verified_at=None,
            last_login=None,
            resident=None,
            created_at__lt=at - timedelta(days=1),
            acts_for=None,
        )
        return never.delete()[1].get("people.Account", 0)
