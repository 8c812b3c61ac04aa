"""What the page of one's own account shows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession

from doorstep.people.accounts.devices import device_of
from doorstep.people.models import Account, ApiToken, SignInAttempt

SHOWN = 10


def sessions_of(account: Account, current: str | None) -> list[dict[str, Any]]:
    """Return the running sessions, newest first: ``id``, ``device``, ``ip``, ``since``,
    ``current``."""
    running = list(UserSession.objects.filter(user=account).order_by("-created_at")[:50])
    return [
        {
            "id": session.pk,
            "device": device_of(session.user_agent),
            "ip": session.ip,
            "since": session.created_at,
            "current": session.session_key == current,
        }
        for session in running
        if session.exists()
    ]


def tokens_of(account: Account, at: datetime) -> list[ApiToken]:
    """Return the tokens that still hold, newest first."""
    found = ApiToken.objects.filter(account=account, revoked_at=None, expires_at__gt=at)
    return list(found.order_by("-created_at"))


def tries_of(account: Account) -> list[SignInAttempt]:
    """Return the last tries to sign in as this account, text messages aside."""
    found = SignInAttempt.objects.filter(account=account).exclude(method="sms")
    return list(found.order_by("-at")[:SHOWN])
