"""A small town is loaded for real: places, people, colleagues, and some days of life."""

from __future__ import annotations

import dataclasses

import pytest

from doorstep.casework.public import Case, sync_case_kinds
from doorstep.demo import load, public
from doorstep.demo.towns import TOWNS
from doorstep.kernel.scope import Scope
from doorstep.people.public import Resident, find_people
from doorstep.people.tests.factories import acting, chen_min
from doorstep.places.public import Dwelling, Station
from doorstep.platform import trail
from doorstep.platform.scope import scoped

SMALL = dataclasses.replace(TOWNS["shixin"], dwellings=320, days=12, cases_a_day=2)


def quietly(what: str, done: int, total: int) -> None:
    """Take reports of progress."""


@pytest.fixture
def town(transactional_db, monkeypatch):
    monkeypatch.setitem(load.TOWNS, "shixin", SMALL)
    with scoped(Scope.everywhere("tests")):
        sync_case_kinds()
    public.load_town("shixin", 1, quietly)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_town_to_live_in(town):
    with scoped(Scope.everywhere("tests")):
        assert Dwelling.objects.count() == 320
        assert Resident.objects.count() > 500
        assert Station.objects.count() == 2
        states = set(Case.objects.values_list("state", flat=True))
        assert {"closed", "accepted"} <= states
        assert trail.verify().holds
        cards = public.demo_accounts()
    assert {card["role"] for card in cards} >= {"worker", "secretary", "auditor", "resident"}
    assert all(card["api_token"] for card in cards)
    with acting(chen_min()) as chen:
        assert [found.name for found in find_people(chen, "sgh")] == ["孙桂花"]
    _again_changes_nothing()


def _again_changes_nothing() -> None:
    with scoped(Scope.everywhere("tests")):
        before = (Resident.objects.count(), Case.objects.count())
    public.load_town("shixin", 1, quietly)
    with scoped(Scope.everywhere("tests")):
        assert (Resident.objects.count(), Case.objects.count()) == before
