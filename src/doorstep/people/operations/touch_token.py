"""Note that a token was used."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from doorstep.people.models import ApiToken

STEP = timedelta(minutes=5)


def touch_token(*, token: ApiToken, at: datetime) -> None:
    """Keep when ``token`` was used, to five minutes, so that reading seldom becomes writing."""
    if token.last_used_at is None or token.last_used_at < at - STEP:
        stale = Q(last_used_at__isnull=True) | Q(last_used_at__lt=at - STEP)
        ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=at)
