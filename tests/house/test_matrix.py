"""Permission × address, made from the resolver: nobody has to remember to add a row.

Signed out: 302 to /signin/ (pages), 401 (API and writes). Signed in without the capability: 403.
With it: never refused and never broken. What lies in another place is tested with real rows, in
``test_other_places.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.http import HttpResponseBase

from doorstep.kernel.actor import Actor, Grant
from doorstep.platform.modules.registry import registry
from tests.house import doors, tree
from tests.house.conftest import AskFor

PUDONG = "310115"
Fits = Callable[[doors.Door, HttpResponseBase], bool]
CLOSED = [door for door in doors.guarded() if door.access and not door.access.public]
CAPABLE = [d for d in CLOSED if d.access.permission and not d.access.signed_in]
pytestmark = pytest.mark.django_db


def _staff(*permissions: str) -> Actor:
    grant = Grant("worker", PUDONG, frozenset(permissions))
    return Actor("staff", "陈敏", account_id=1, grants=(grant,), via="session")


RESIDENT = Actor("resident", "孙桂花", account_id=2, persons=(1,), via="session")


def _answers(doors_: list[doors.Door], ask: AskFor, actor: Actor, fits: Fits) -> Iterator[str]:
    """Yield what doesn't fit."""
    for door in doors_:
        response = ask(door, actor)
        if not fits(door, response):
            yield f"{door}: {response.status_code} {response.get('Location', '')}"


def _is_sent_to_sign_in(door: doors.Door, response: HttpResponseBase) -> bool:
    if door.api or door.method != "GET":
        return response.status_code == 401
    return response.status_code == 302 and response["Location"].startswith("/signin/?next=")


def _is_refused(door: doors.Door, response: HttpResponseBase) -> bool:
    return response.status_code == 403


def _is_let_in(door: doors.Door, response: HttpResponseBase) -> bool:
    return response.status_code < 500 and response.status_code not in (401, 403, 405)


@pytest.mark.parametrize("group", doors.by_subject(CLOSED))
def test_signed_out(group: list[doors.Door], ask: AskFor) -> None:
    found = _answers(group, ask, Actor.nobody(), _is_sent_to_sign_in)
    tree.refuse(found, "Signed out, yet not sent to sign in:")


def _needs(door: doors.Door) -> str:
    return door.access.permission if door.access else ""


@pytest.mark.parametrize("group", doors.by_subject([d for d in CLOSED if not d.access.signed_in]))
def test_signed_in_without_the_capability(group: list[doors.Door], ask: AskFor) -> None:
    everything = set(registry().permissions)
    found = [
        line
        for door in group
        for line in _answers([door], ask, _staff(*everything - {_needs(door)}), _is_refused)
    ]
    tree.refuse(found, "Every permission but the one it needs, yet not refused:")


@pytest.mark.parametrize("group", doors.by_subject([d for d in CAPABLE if not d.access.resident]))
def test_residents_stay_out_of_the_desk(group: list[doors.Door], ask: AskFor) -> None:
    tree.refuse(_answers(group, ask, RESIDENT, _is_refused), "A resident came in:")


@pytest.mark.parametrize("group", doors.by_subject(CAPABLE))
def test_with_the_capability(group: list[doors.Door], ask: AskFor) -> None:
    found = _answers(group, ask, _staff(*registry().permissions), _is_let_in)
    tree.refuse(found, "All permissions, yet refused or broken:")


@pytest.mark.parametrize("group", doors.by_subject([d for d in CLOSED if d.access.resident]))
def test_residents_come_into_their_own(group: list[doors.Door], ask: AskFor) -> None:
    tree.refuse(_answers(group, ask, RESIDENT, _is_let_in), "A resident, yet refused or broken:")


@pytest.mark.parametrize("group", doors.by_subject([d for d in doors.guarded() if d.access.public]))
def test_open_to_everybody(group: list[doors.Door], ask: AskFor) -> None:
    tree.refuse(_answers(group, ask, Actor.nobody(), _is_let_in), "Public, yet refused or broken:")
