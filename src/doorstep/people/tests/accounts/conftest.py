"""Accounts for the stories of this folder."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache

from doorstep.kernel.actor import Actor
from doorstep.people.accounts.sms import MemorySms, sms_door
from doorstep.people.models import Account
from doorstep.people.operations.create_account import create_account
from doorstep.people.operations.enrol_account_totp import enrol_account_totp
from doorstep.people.operations.give_grant import give_grant

SHIXIN, OTHER, DISTRICT = "310115005005", "310106021004", "310115"
PASSWORD = "paper-lantern-river"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
AT = datetime(2026, 11, 20, 8, tzinfo=UTC)
SYSTEM = Actor.system("tests")

Make = Callable[..., Account]


def totp(secret: str = SECRET, *, later: int = 0) -> str:
    """Return the code that an authenticator app shows now, or ``later`` half minutes from now (a
    code opens only once)."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


@pytest.fixture(autouse=True)
def quick(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.DOORSTEP_SMS = "doorstep.people.accounts.sms.MemorySms"
    settings.SECURE_SSL_REDIRECT = False
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME = "session"
    cache.clear()


@pytest.fixture
def sms() -> MemorySms:
    door = sms_door()
    assert isinstance(door, MemorySms)
    door.sent.clear()
    return door


@pytest.fixture
def make(db) -> Make:
    """Return a maker of staff with grants ``(role, place)``, a password and a second factor."""

    def staff(login: str, *grants: tuple[str, str], totp: bool = True, kind: str = "staff"):
        secret = PASSWORD if kind == "staff" else None
        account = create_account(
            login=login, name=login.title(), kind=kind, password=secret, by=SYSTEM, at=AT
        )
        for role, place in grants:
            give_grant(account=account, role=role, place=place, reason="test", by=SYSTEM, at=AT)
        if totp and kind == "staff":
            enrol_account_totp(account=account, secret=SECRET, by=SYSTEM, at=AT)
        return account

    return staff


@pytest.fixture
def chen(make: Make) -> Account:
    return make("chenmin", ("worker", SHIXIN))


@pytest.fixture
def signed_in(client):
    """Sign an account in through the pages and return the client."""

    def enter(account: Account):
        client.post("/signin/staff/", {"login": account.login, "password": PASSWORD})
        client.post("/signin/second-factor/", {"code": totp()})
        assert client.session.get("_auth_user_id") == str(account.pk)
        return client

    return enter
