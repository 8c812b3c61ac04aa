"""Revoke a bearer token."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.people.models import ApiToken
from doorstep.people.operations.issue_token import require_owner
from doorstep.platform import trail


def revoke_token(*, token: ApiToken, by: Actor, at: datetime) -> ApiToken:
    """End ``token`` now; revoking twice changes nothing.

    Raises:
        NotYourAccount.
    """
    require_owner(token.account, by)
    with transaction.atomic():
        token = ApiToken.objects.select_for_update(of=("self",)).get(pk=token.pk)
        if token.revoked_at is None:
            token.revoked_at = at
            token.save(update_fields=["revoked_at"])
            trail.record(
                action="token.revoked",
                by=by,
                at=at,
                subject=f"account:{token.account_id}",
                detail={"token": token.pk, "label": token.label},
            )
    return token
