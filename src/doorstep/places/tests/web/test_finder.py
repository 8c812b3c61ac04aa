"""The one box finds a home by however its address is written, and a community by its name."""

from __future__ import annotations

import pytest

from doorstep.kernel.actor import Actor
from doorstep.places.tests.factories import (
    LINFEN_375,
    SHIXIN,
    make_building,
    make_estate,
    make_line,
    staff,
)
from doorstep.places.web.finder import find
from doorstep.platform.scope import scoped

pytestmark = pytest.mark.django_db
CHEN, LU = staff("worker", SHIXIN), staff("worker", LINFEN_375)
SPELLINGS = ["375弄3号502", "三七五弄3号502室", "3-502", "375-3-502", "３７５弄３号５０２"]


@pytest.fixture(autouse=True)
def _places():
    make_line()
    make_building(make_estate())


def found(actor: Actor, q: str) -> list[str]:
    with scoped(actor.scope()):
        return [hit.title for hit in find(actor, q, 8)]


@pytest.mark.parametrize("q", SPELLINGS)
def test_a_home_by_any_usual_writing(q):
    assert found(CHEN, q) == ["375弄3号502"]


def test_a_home_elsewhere_is_not_found():
    assert found(LU, "375弄3号502") == []


@pytest.mark.parametrize("q", ["市新", "市新居委会", "sxjwh"])
def test_a_community_by_name_or_initials(q):
    assert found(CHEN, q) == ["市新居委会"]
    assert found(LU, q) == []


@pytest.mark.parametrize("q", ["", "孙", "'; drop table", "😀", "9" * 40])
def test_what_is_no_place_finds_none(q):
    assert found(CHEN, q) == []
