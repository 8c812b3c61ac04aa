"""Permission × address, made from the resolver: nobody has to remember to add a row.

Signed out: 302 to /signin/ (pages), 401 (API and writes). Signed in without the capability: 403.
With it: never refused and never broken. What lies in another place is tested with real rows, in
``test_other_places.py``.
"""

from __future__ import annotations

import pytest

from doorstep.kernel.actor import Actor, Grant
from doorstep.platform.modules.registry import registry
from tests.house import doors
from tests.house.conftest import AskFor

PUDONG = "310115"
CLOSED = [door for door in doors.guarded() if door.access and not door.access.public]
CAPABLE = [door for door in CLOSED if door.access and door.access.permission]
pytestmark = pytest.mark.django_db


def _staff(*permissions: str) -> Actor:
    grant = Grant("worker", PUDONG, frozenset(permissions))
    return Actor("staff", "陈敏", account_id=1, grants=(grant,), via="session")


RESIDENT = Actor("resident", "孙桂花", account_id=2, persons=(1,), via="session")


@pytest.mark.parametrize("door", CLOSED, ids=str)
def test_signed_out(door: doors.Door, ask: AskFor) -> None:
    response = ask(door, Actor.nobody())
    if door.api or door.method != "GET":
        assert response.status_code == 401
    else:
        assert response.status_code == 302
        assert response["Location"].startswith("/signin/?next=")


@pytest.mark.parametrize("door", [d for d in CLOSED if not d.access.signed_in], ids=str)
def test_signed_in_without_the_capability(door: doors.Door, ask: AskFor) -> None:
    everything_else = set(registry().permissions) - {door.access.permission}
    assert ask(door, _staff(*everything_else)).status_code == 403


@pytest.mark.parametrize("door", [d for d in CAPABLE if not d.access.resident], ids=str)
def test_residents_stay_out_of_the_desk(door: doors.Door, ask: AskFor) -> None:
    if not door.access.signed_in:
        assert ask(door, RESIDENT).status_code == 403


@pytest.mark.parametrize("door", CAPABLE, ids=str)
def test_with_the_capability(door: doors.Door, ask: AskFor) -> None:
    response = ask(door, _staff(*registry().permissions))
    assert response.status_code not in (401, 403, 405)
    assert response.status_code < 500


@pytest.mark.parametrize("door", [d for d in doors.guarded() if d.access.public], ids=str)
def test_open_to_everybody(door: doors.Door, ask: AskFor) -> None:
    response = ask(door, Actor.nobody())
    assert response.status_code not in (401, 403, 405)
    assert response.status_code < 500
