"""A worker finds an item by whatever of its name comes to mind."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from doorstep.catalogue.models import ServiceItem
from doorstep.catalogue.public import find_items, import_items, read_items
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import Forbidden
from doorstep.platform.models import TrailEntry

AT = datetime(2026, 11, 20, 2, tzinfo=UTC)
SYSTEM = Actor.system("test")
LIST = [
    "department,name,item_code",
    "市医保局,门急诊就医记录册,312000377000",
    "市人社局,养老保险缴费情况,",
    "市人社局,养老保险缴费情况,",
]


@pytest.fixture
def items(db):
    import_items(rows=read_items(LIST), by=SYSTEM, at=AT)


def titles(query: str) -> list[str]:
    return [hit.title for hit in find_items(SYSTEM, query, 10)]


def test_importing_twice_changes_nothing(items):
    import_items(rows=read_items(LIST), by=SYSTEM, at=AT)
    assert ServiceItem.objects.count() == 2
    assert TrailEntry.objects.filter(action="items.imported").count() == 2


@pytest.mark.parametrize("query", ["就医记录", "mjz", "jiuyijilu", "MJZ"])
def test_found_by_name_sound_and_initials(items, query):
    assert titles(query) == ["门急诊就医记录册"]


@pytest.mark.parametrize("query", ["", "   ", "没有这个", "'; drop table", "%"])
def test_nothing_is_found_for_nonsense(items, query):
    assert titles(query) == []


def test_an_item_without_a_code_gets_one_of_its_row(items):
    assert ServiceItem.objects.get(title="养老保险缴费情况").code == "L-002"


def test_only_those_with_the_grant_import(db):
    with pytest.raises(Forbidden):
        import_items(rows=[], by=Actor(kind="staff", name="x", account_id=1), at=AT)
