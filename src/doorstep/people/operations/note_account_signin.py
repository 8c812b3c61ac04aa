"""Keep what happened at the door: for the limits, for the owner's list, and for the trail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.people.accounts.limits import SMS, who_of
from doorstep.people.models import Account, SignInAttempt
from doorstep.platform import trail


def actor_at_the_door(account: Account | None, *, via: str, address: str) -> Actor:
    """Return the actor under whose name an act at the door is recorded; it has no rights."""
    if account is None:
        return Actor(kind="nobody", name="", via=via, address=address)
    kind: Any = account.kind
    return Actor(kind=kind, name=account.name, account_id=account.pk, via=via, address=address)


def note_account_signin(
    *, name: str, account: Account | None, method: str, succeeded: bool, address: str, at: datetime
) -> None:
    """Note one try: who was named (digest only), from where, how, and whether the door opened."""
    with transaction.atomic():
        SignInAttempt.objects.create(
            who=who_of(name),
            address=address or None,
            method=method,
            succeeded=succeeded,
            account=account,
            at=at,
        )
        trail.record(
            action="signin.opened" if succeeded else "signin.refused",
            result="done" if succeeded else "refused",
            by=actor_at_the_door(account, via=method, address=address),
            at=at,
            subject=f"account:{account.pk}" if account else "",
            detail={"method": method},
        )


def note_code_sent(*, phone: str, account: Account, address: str, at: datetime) -> None:
    """Note that a code went out; counted by the limits on text messages."""
    with transaction.atomic():
        SignInAttempt.objects.create(
            who=who_of(phone),
            address=address or None,
            method=SMS,
            succeeded=False,
            account=account,
            at=at,
        )
        trail.record(
            action="signin.code_sent",
            by=actor_at_the_door(None, via=SMS, address=address),
            at=at,
            subject=f"account:{account.pk}",
        )


def note_account_signout(*, account: Account, address: str, at: datetime) -> None:
    """Note that somebody signed out."""
    trail.record(
        action="signin.closed",
        by=actor_at_the_door(account, via="session", address=address),
        at=at,
        subject=f"account:{account.pk}",
    )
