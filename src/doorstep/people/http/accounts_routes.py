"""``/me``, ``/grants`` and ``/tokens``.

Giving rights and minting tokens ask for a recent sign-in, so a bearer token alone can't do either:
a stolen token doesn't multiply.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router

from doorstep.kernel.errors import NotFound
from doorstep.people.accounts.recent import require_recent_sign_in
from doorstep.people.http.accounts_schemas import (
    GrantIn,
    GrantOut,
    GrantPage,
    MeOut,
    ReasonIn,
    TokenIn,
    TokenIssued,
    TokenOut,
)
from doorstep.people.models import Account, ApiToken, Grant
from doorstep.people.operations.give_grant import give_grant
from doorstep.people.operations.issue_token import issue_token
from doorstep.people.operations.revoke_token import revoke_token
from doorstep.people.operations.withdraw_grant import withdraw_grant
from doorstep.people.permissions import ACCOUNT_SEE, GRANT_GIVE
from doorstep.people.selectors.accounts import access_account, access_grant, grants_in_scope
from doorstep.people.selectors.place_names import place_names
from doorstep.platform.http.paging import decode_cursor, encode_cursor
from doorstep.platform.http.router import route

router = Router(tags=["accounts"])
BiggestId = Annotated[int, Field(ge=1, le=2**62)]


@router.get("/me", response=MeOut, url_name="api_me")
@route(signed_in=True)
def me(request: HttpRequest) -> dict[str, Any]:
    """Say who asks, and what they may do where."""
    actor = request.actor  # type: ignore[attr-defined]
    names = place_names(actor.places)
    return {
        "account": actor.account_id,
        "name": actor.name,
        "kind": actor.kind,
        "via": actor.via,
        "grants": [
            {"role": g.role, "place": g.place, "place_name": names.get(g.place, "")}
            for g in actor.grants
        ],
        "permissions": sorted({code for g in actor.grants for code in g.permissions}),
        "persons": list(actor.persons),
    }


def _grant(grant: Grant) -> dict[str, Any]:
    return {
        "id": grant.pk,
        "account": grant.account_id,
        "account_name": grant.account.name,
        "role": grant.role,
        "place": grant.place,
        "since": grant.since,
        "until": grant.until,
        "reason": grant.reason,
    }


@router.get("/grants", response=GrantPage, url_name="api_grants")
@route(permission=ACCOUNT_SEE.code)
def grants(
    request: HttpRequest,
    cursor: Annotated[str, Field(max_length=200)] = "",
    limit: Annotated[int, Field(ge=1, le=200)] = 50,
) -> dict[str, Any]:
    """List the grants that hold now in one's places, oldest first."""
    found = grants_in_scope(request.actor, timezone.now())  # type: ignore[attr-defined]
    if cursor:
        found = found.filter(pk__gt=_after(cursor))
    rows = list(found.select_related("account").order_by("pk")[: limit + 1])
    more = len(rows) > limit
    return {
        "items": [_grant(grant) for grant in rows[:limit]],
        "next": encode_cursor([rows[limit - 1].pk]) if more else None,
    }


def _after(cursor: str) -> int:
    value = decode_cursor(cursor, int)[0]
    if not isinstance(value, int) or not 0 <= value < 2**63:
        raise NotFound
    return value


@router.post("/grants", response={201: GrantOut}, url_name="api_give_grant")
@route(permission=GRANT_GIVE.code)
def give(request: HttpRequest, body: GrantIn) -> tuple[int, dict[str, Any]]:
    """Give a role at a place; needs a sign-in of the last ten minutes."""
    require_recent_sign_in(request)
    now = timezone.now()
    actor = request.actor  # type: ignore[attr-defined]
    account = access_account(actor, body.account, now)
    grant = give_grant(
        account=account, role=body.role, place=body.place, reason=body.reason, by=actor, at=now
    )
    return 201, _grant(grant)


@router.post("/grants/{grant_id}/withdrawal", response=GrantOut, url_name="api_withdraw_grant")
@route(permission=GRANT_GIVE.code)
def withdraw(request: HttpRequest, grant_id: BiggestId, body: ReasonIn) -> dict[str, Any]:
    """Withdraw a grant; needs a sign-in of the last ten minutes."""
    require_recent_sign_in(request)
    actor = request.actor  # type: ignore[attr-defined]
    grant = access_grant(actor, grant_id)
    ended = withdraw_grant(grant=grant, reason=body.reason, by=actor, at=timezone.now())
    return _grant(ended)


def _own_account(request: HttpRequest) -> Account:
    actor = request.actor  # type: ignore[attr-defined]
    found = Account.objects.exclude(kind=Account.Kind.RESIDENT).filter(pk=actor.account_id).first()
    if found is None:
        raise NotFound
    return found


@router.get("/tokens", response=list[TokenOut], url_name="api_tokens")
@route(signed_in=True)
def tokens(request: HttpRequest) -> list[ApiToken]:
    """List one's own tokens, newest first."""
    own = ApiToken.objects.filter(account_id=request.actor.account_id)  # type: ignore[attr-defined]
    return list(own.order_by("-pk")[:200])


@router.post("/tokens", response={201: TokenIssued}, url_name="api_issue_token")
@route(signed_in=True)
def issue(request: HttpRequest, body: TokenIn) -> tuple[int, dict[str, Any]]:
    """Issue a token for oneself; needs a sign-in of the last ten minutes."""
    require_recent_sign_in(request)
    token, text = issue_token(
        account=_own_account(request),
        label=body.label,
        lasts=timedelta(days=body.days),
        by=request.actor,  # type: ignore[attr-defined]
        at=timezone.now(),
    )
    return 201, {**TokenOut.from_orm(token).dict(), "token": text}


@router.post("/tokens/{token_id}/revocation", response=TokenOut, url_name="api_revoke_token")
@route(signed_in=True)
def revoke(request: HttpRequest, token_id: BiggestId) -> ApiToken:
    """Revoke one of one's own tokens; a token may revoke itself."""
    actor = request.actor  # type: ignore[attr-defined]
    own = ApiToken.objects.select_related("account").filter(account_id=actor.account_id)
    token = own.filter(pk=token_id).first()
    if token is None:
        raise NotFound
    return revoke_token(token=token, by=actor, at=timezone.now())
