"""The front door of the demo: make a town, and say who may sign in to it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from doorstep.demo.heroes import SUN_PHONE
from doorstep.demo.load import load_town
from doorstep.demo.staff import BY, DEMO_ACCOUNTS, PASSWORD, totp_secret
from doorstep.kernel.scope import Scope
from doorstep.people.public import Account, ApiToken, Grant, issue_token, revoke_token
from doorstep.platform.scope import scoped

TOKEN_LABEL = "demo card"

__all__ = ["demo_accounts", "load_town"]


def demo_accounts() -> list[dict[str, Any]]:
    """Return role, place, login, password, TOTP secret and a fresh API token of each account.

    Tokens of an earlier start are revoked: only their hashes are kept, so they can't be shown.
    """
    at = timezone.now()
    cards = []
    with scoped(Scope.everywhere("demo card")):
        for demo in DEMO_ACCOUNTS:
            account = Account.objects.get(login=demo.login)
            place = Grant.objects.filter(account=account, role=demo.role).first()
            cards.append(
                {
                    "role": demo.role,
                    "name": demo.name,
                    "place": place.place if place else "",
                    "login": demo.login,
                    "password": PASSWORD,
                    "totp_secret": totp_secret(demo.login),
                    "api_token": _fresh_token(account, at),
                }
            )
        cards.append(_resident_card(at))
    return cards


def _resident_card(at: Any) -> dict[str, Any]:
    account = Account.objects.select_related("resident").get(resident__name="孙桂花")
    return {
        "role": "resident",
        "name": "孙桂花",
        "place": account.resident.place if account.resident else "",
        "login": SUN_PHONE,
        "password": "",
        "totp_secret": "",
        "api_token": _fresh_token(account, at),
    }


def _fresh_token(account: Account, at: Any) -> str:
    for old in ApiToken.objects.filter(account=account, label=TOKEN_LABEL, revoked_at=None):
        revoke_token(token=old, by=BY, at=at)
    return issue_token(account=account, label=TOKEN_LABEL, by=BY, at=at)[1]
