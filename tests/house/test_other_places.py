"""What lies in another place isn't there: 404, with every permission in the world elsewhere.

Each address with a parameter is asked, with a real thing of 市新, by somebody who may do everything
in 临汾路三七五弄 and nothing here. A new address of one thing has to say who makes the thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time

import pytest
from _pytest.mark import ParameterSet
from django.contrib.messages import ERROR, get_messages
from django.http import HttpResponseBase

from doorstep.casework.tests import factories as casework
from doorstep.kernel.actor import Actor, Grant
from doorstep.kernel.scope import Scope
from doorstep.people.models import Account
from doorstep.people.models import Grant as RowOfGrant
from doorstep.people.operations.give_consent import give_consent
from doorstep.people.operations.issue_token import issue_token
from doorstep.people.operations.plan_duty import plan_duty
from doorstep.people.operations.tag_resident import tag_resident
from doorstep.people.tests import factories as people
from doorstep.places.public import Station
from doorstep.platform.modules.registry import registry
from doorstep.platform.scope import scoped
from tests.house import doors, tree
from tests.house.conftest import AskFor

Make = Callable[[], dict[str, object]]
pytestmark = pytest.mark.django_db
NOBODYS = 1_000_000_000  # an account that no test makes


def _case() -> dict[str, object]:
    return {"number": casework.opened(casework.town()).number, "assignment_id": 1}


def _person() -> dict[str, object]:
    return {"resident_id": people.sun_guihua().pk, "field": "phone"}


def _tag() -> dict[str, object]:
    sun, chen = people.sun_guihua(), people.chen_min()
    with people.acting(chen):
        tag = tag_resident(
            resident_id=sun.pk, kind="lives_alone", source="visit", by=chen, at=people.AT
        )
    return {"tag_id": tag.pk}


def _consent() -> dict[str, object]:
    sun, chen = people.sun_guihua(), people.chen_min()
    with people.acting(chen):
        consent = give_consent(
            principal_id=sun.pk, acts=["health_data"], evidence="纸质", by=chen, at=people.AT
        )
    return {"consent_id": consent.pk}


def _token() -> dict[str, object]:
    chen = people.chen_min()
    with people.acting(chen):
        account = Account.objects.get(pk=chen.account_id)
        token, _text = issue_token(account=account, label="tablet", by=chen, at=people.AT)
    return {"token_id": token.pk}


def _grant() -> dict[str, object]:
    chen = people.chen_min()
    with people.acting(chen):
        return {"grant_id": RowOfGrant.objects.get(account=chen.account_id).pk}


def _duty() -> dict[str, object]:
    community, chen = people.divisions(people.SHIXIN), people.chen_min()
    with scoped(Scope.everywhere("tests")):
        station = Station.objects.create(code=people.SHIXIN, place=community, name="服务站")
        duty = plan_duty(
            station=station, account=Account.objects.get(pk=chen.account_id), weekday=5,
            starts=time(9), ends=time(17), since=people.AT.date(), by=people.SYSTEM, at=people.AT,
        )  # fmt: skip
    return {"duty_id": duty.pk}


def _dwelling() -> dict[str, object]:
    return {"code": people.dwelling().pk}


def _account() -> dict[str, object]:
    return {"account_id": people.chen_min().account_id}


# Address → what stands in its parameters; the first that fits.
THINGS: dict[str, Make] = {
    r"^/(api/v1/)?(cases|my)/": _case,
    r"^/people/tags/": _tag,
    r"^/(api/v1/|people/|family/)consents/": _consent,
    r"^/(api/v1/residents|people)/": _person,
    r"^/(api/v1/)?dwellings/": _dwelling,
    r"^/duty/": _duty,
    r"^/accounts/": _account,
    r"^/(api/v1/)?grants/": _grant,
    r"^/api/v1/tokens/": _token,
}
_HOUSES = "about houses, not people; whoever moves a resident looks for the address"
_LISTS = "lists of divisions are loaded for all places at once"
# Addresses that may be opened from another place, by their beginning, with the reason. Changing
# what is there asks for the permission at the place, which is tested with the operation.
OPEN = {
    "/items/": "what is offered is the same for everybody",
    "/api/v1/items/": "what is offered is the same for everybody",
    "/stations/": "where help is to be found is told to everybody",
    "/api/v1/stations/": "where help is to be found is told to everybody",
    "/files/": "an address is signed for whoever was shown it; its row has a policy",
    "/me/": "one's own, found by the session itself",
    "/work/export.": "one's own list, as a file of that form",
    "/routing/": "how the work goes, not whose; changing it asks for the right at its place",
    "/api/v1/routing-rules/": "as above",
    "/api/v1/kinds/": "kinds of case are the same for everybody",
    "/blocks/": _HOUSES,
    "/calendar/": "working days are announced to everybody",
    "/finds/": "of the example module, which tests its own",
    "/places/<str:code>/": _HOUSES,
    "/api/v1/divisions/": _HOUSES,
    "/api/v1/estates/": _HOUSES,
    "/api/v1/buildings/": _HOUSES,
    "/api/v1/blocks/": _HOUSES,
    "/installation/": "a module is switched for the place that the form names",
    "/places/imports/": _LISTS,
    "/places/changes/": _LISTS,
}


def _stranger() -> Actor:
    grant = Grant("worker", people.LINFEN, frozenset(registry().permissions))
    return Actor("staff", "陆佳", account_id=NOBODYS, grants=(grant,), via="session")


def _is_open(door: doors.Door) -> bool:
    return door.route.startswith(tuple(OPEN)) or bool(door.access and door.access.public)


DETAILS = [door for door in doors.guarded() if door.parameters and not _is_open(door)]
KNOWN = [d for d in DETAILS if any(re.match(route, d.route) for route in THINGS)]


def test_every_address_of_one_thing_says_who_makes_it() -> None:
    found = [f"{door} {door.route}" for door in DETAILS if door not in KNOWN]
    tree.refuse(found, "Add a maker to THINGS, or a reason to OPEN:")


def _groups(chosen: list[doors.Door]) -> list[ParameterSet]:
    """Return the doors that take the same thing as one test: it is made once."""
    groups: dict[str, list[doors.Door]] = {}
    for door in chosen:
        route = next(route for route in THINGS if re.match(route, door.route))
        groups.setdefault(route, []).append(door)
    return [pytest.param(THINGS[r], group, id=THINGS[r].__name__) for r, group in groups.items()]


def _is_for_residents_only(door: doors.Door) -> bool:
    return bool(door.access and door.access.resident and not door.access.permission)


@pytest.mark.parametrize(
    ("make", "group"), _groups([d for d in KNOWN if not _is_for_residents_only(d)])
)
def test_things_of_another_place_are_not_there(
    make: Make, group: list[doors.Door], ask: AskFor
) -> None:
    thing, found = make(), []
    for door in group:
        answer = ask(door, _stranger(), door.path_with(thing))
        if answer.status_code != 404 and not _comes_before(door, answer):
            found.append(f"{door.method} {door.route}: {answer.status_code}")
    tree.refuse(found, "All permissions, but elsewhere; yet it is there:")


@pytest.mark.parametrize(
    ("make", "group"), _groups([d for d in KNOWN if d.access and d.access.resident])
)
def test_things_of_a_neighbour_are_not_there(
    make: Make, group: list[doors.Door], ask: AskFor
) -> None:
    thing, found = make(), []
    neighbour = people.resident("李建国", people.dwelling(room="501").pk)
    himself = Actor(
        "resident", "李建国", account_id=NOBODYS, persons=(neighbour.pk,), via="session"
    )
    for door in group:
        answer = ask(door, himself, door.path_with(thing))
        if not (answer.status_code == 404 or _comes_before(door, answer) or _says_no(answer)):
            found.append(f"{door.method} {door.route}: {answer.status_code}")
    tree.refuse(found, "A neighbour's, and yet it is there:")


def _says_no(answer: HttpResponseBase) -> bool:
    """Say whether a page went back with nothing but refusals in words."""
    levels = [m.level for m in get_messages(answer.wsgi_request)]  # type: ignore[attr-defined]
    return answer.status_code == 302 and set(levels) == {ERROR}


def _comes_before(door: doors.Door, answer: HttpResponseBase) -> bool:
    """Say whether it was answered before the thing was looked for, so it would be for anything:
    the API reads the body first, and some pages ask for the password again."""
    if door.api and door.method != "GET":
        return answer.status_code == 422
    return answer.get("Location", "").startswith("/signin/again/")
