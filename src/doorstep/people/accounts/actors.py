"""Who a request acts for: the one function that the platform asks on every request."""

from __future__ import annotations

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest
from django.utils import timezone

from doorstep.kernel.actor import Actor
from doorstep.people.models import Account
from doorstep.people.operations.touch_token import touch_token
from doorstep.people.selectors.accounts import actor_of, token_of

CHOSEN_PLACE = "chosen_place"
BEARER = "Bearer "


def address_of(request: HttpRequest) -> str:
    """Return the address a request came from, "" when unknown (a socket).

    Behind a proxy set ``ALLAUTH_TRUSTED_PROXY_COUNT``; otherwise forwarded headers are ignored.
    """
    return get_client_ip(request) or ""


def actor_of_request(request: HttpRequest) -> Actor:
    """Return the actor of a bearer token or of the session; nobody without either.

    A token that doesn't hold makes nobody of the request even when there is a session, so that a
    program learns at once that its token has ended.
    """
    header = request.headers.get("Authorization", "")
    if header.startswith(BEARER):
        return _actor_of_token(header[len(BEARER) :].strip(), address_of(request))
    user = getattr(request, "user", None)
    if not isinstance(user, Account) and not getattr(user, "is_authenticated", False):
        return Actor.nobody()
    return actor_of(
        user,
        via="session",
        chosen_place=request.session.get(CHOSEN_PLACE),
        address=address_of(request),
    )


def _actor_of_token(text: str, address: str) -> Actor:
    now = timezone.now()
    token = token_of(text, now)
    if token is None:
        return Actor.nobody()
    touch_token(token=token, at=now)
    return actor_of(token.account, via="token", address=address, at=now)
