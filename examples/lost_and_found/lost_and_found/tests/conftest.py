"""The stage: Chen Min at 市新, where lost and found is on; Lu Jia elsewhere, where it is off."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from doorstep.kernel.actor import Actor, Grant
from doorstep.kernel.scope import Scope
from doorstep.people.tests.factories import SHIXIN, chen_min, lu_jia
from doorstep.platform.modules.switching import switch_module
from doorstep.platform.permissions import MODULES_SWITCH
from doorstep.platform.scope import scoped

AT = datetime(2026, 11, 20, 2, tzinfo=UTC)
PLACE = SHIXIN


def turn(on: bool, place: str = PLACE) -> None:
    """Turn lost and found on or off at ``place``."""
    admin = Grant("system_admin", place, frozenset({MODULES_SWITCH}))
    by = Actor(kind="staff", name="管理员", account_id=1, grants=(admin,))
    with scoped(Scope.everywhere("test")):
        switch_module(module="lost_and_found", place=place, on=on, by=by, at=AT)


@pytest.fixture
def on(db):
    turn(True)


@pytest.fixture
def chen(on) -> Actor:
    return chen_min()


@pytest.fixture
def lu(on) -> Actor:
    return lu_jia()


@pytest.fixture
def page_of(client, monkeypatch):
    """Return how to open an address as somebody: ``page_of(chen, "/finds/")``."""

    def ask(actor: Actor, path: str, data: dict[str, str] | None = None):
        monkeypatch.setattr(
            "doorstep.platform.web.middleware.import_string", lambda _path: lambda _request: actor
        )
        fresh = type(client)(headers={"Accept-Language": "en"})
        return fresh.get(path) if data is None else fresh.post(path, data)

    return ask
