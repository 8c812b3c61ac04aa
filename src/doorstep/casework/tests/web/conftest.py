"""A desk to tell stories at: whoever is named is signed in, and it is Friday, 17:00."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from doorstep.casework.tests.factories import LATER, Town
from doorstep.kernel.actor import Actor
from doorstep.people.public import Account

Desk = Callable[..., Client]


@pytest.fixture
def desk(town: Town, settings, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a maker of clients: ``desk()`` is Chen Min's, ``desk(town.zhou)`` Zhou Wei's."""
    settings.SESSION_COOKIE_NAME = "session"
    settings.SECURE_SSL_REDIRECT = False
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    monkeypatch.setattr(timezone, "now", lambda: LATER)

    def sits(actor: Actor | None = None, *, recently: bool = False) -> Client:
        client = Client()
        client.force_login(Account.objects.get(pk=(actor or town.chen).account_id))
        if recently:
            session = client.session
            session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
            session.save()
        return client

    return sits
