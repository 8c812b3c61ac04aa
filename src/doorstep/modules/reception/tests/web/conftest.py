"""Doors of the desk and of a resident's phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from doorstep.casework.public import sync_case_kinds
from doorstep.kernel.actor import Actor
from doorstep.kernel.scope import Scope
from doorstep.people.public import Account
from doorstep.people.tests.factories import chen_min, own_account, sun_guihua
from doorstep.platform.scope import scoped

Enter = Callable[[Actor], Client]


@pytest.fixture
def enter(db, settings, tmp_path) -> Enter:
    """Return a browser of whoever is named, signed in."""
    settings.MEDIA_ROOT = tmp_path
    with scoped(Scope.everywhere("tests")):
        sync_case_kinds()

    def signed_in(actor: Actor) -> Client:
        browser = Client()
        browser.force_login(Account.objects.get(pk=actor.account_id))
        return browser

    return signed_in


@pytest.fixture
def sun(enter):
    """Sun Guihua's record."""
    return sun_guihua()


@pytest.fixture
def desk(enter, sun) -> Client:
    """Chen Min's browser at the one desk."""
    return enter(chen_min())


@pytest.fixture
def phone(enter, sun) -> Client:
    """Sun Guihua's phone."""
    return enter(own_account(sun))
