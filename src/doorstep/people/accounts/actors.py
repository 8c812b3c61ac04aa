"""Who a request acts for: the one function that the platform asks on every request."""

from __future__ import annotations

from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from doorstep.kernel.actor import Actor
from doorstep.people.operations.touch_token import touch_token
from doorstep.people.selectors.accounts import actor_of, narrowed_to_choice, token_of
from doorstep.people.selectors.place_names import place_names

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
    user: Any = getattr(request, "user", None)
    if not getattr(user, "is_authenticated", False):
        return Actor.nobody()
    actor = actor_of(user, via="session", address=address_of(request))
    request.granted_places = actor.places  # type: ignore[attr-defined]
    return narrowed_to_choice(actor, request.session.get(CHOSEN_PLACE))


def place_choices(request: HttpRequest) -> list[dict[str, object]]:
    """Return the places that the account may work for: ``code``, ``name``, ``chosen``; with several
    the last one (code "") is all of them."""
    held = request.granted_places  # type: ignore[attr-defined]
    chosen = request.session.get(CHOSEN_PLACE, "")
    chosen = chosen if chosen in held else ""
    names = place_names(held)
    rows: list[dict[str, object]] = [
        {"code": code, "name": names.get(code, code), "chosen": code == chosen or len(held) == 1}
        for code in held
    ]
    if len(rows) > 1:
        rows.append({"code": "", "name": _("All my places"), "chosen": not chosen})
    return rows


def _actor_of_token(text: str, address: str) -> Actor:
    now = timezone.now()
    token = token_of(text, now)
    if token is None:
        return Actor.nobody()
    touch_token(token=token, at=now)
    return actor_of(token.account, via="token", address=address, at=now)
