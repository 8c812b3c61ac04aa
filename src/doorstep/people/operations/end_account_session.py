"""End a session of one's own from afar."""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotFound
from doorstep.people.models import Account
from doorstep.platform import trail


def end_account_session(
    *, account: Account, session_id: int | None, keep: str | None, by: Actor, at: datetime
) -> int:
    """End the session ``session_id`` of ``account``, or all but the one with the key ``keep`` when
    it is None; return how many ended.

    Raises:
        NotFound: the account has no such session.
    """
    with transaction.atomic():
        sessions = UserSession.objects.filter(user=account)
        if session_id is None:
            chosen = list(sessions.exclude(session_key=keep))
        else:
            chosen = list(sessions.filter(pk=session_id))
            if not chosen:
                raise NotFound
        for session in chosen:
            session.end()
        trail.record(
            action="signin.ended",
            by=by,
            at=at,
            subject=f"account:{account.pk}",
            detail={"sessions": len(chosen)},
        )
    return len(chosen)
