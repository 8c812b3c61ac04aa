"""apply_division_change, undo_division_change, move_place: nothing is lost, all comes back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection

from doorstep.kernel.errors import Forbidden
from doorstep.kernel.scope import Scope
from doorstep.places.models import (
    Block,
    Building,
    Division,
    DivisionChange,
    Dwelling,
    Estate,
    HolidayOverride,
    PlaceMove,
    Station,
)
from doorstep.places.operations.apply_division_change import (
    DivisionChangeUnfit,
    DivisionNotEmpty,
    DivisionUnknown,
    Wanted,
    apply_division_change,
)
from doorstep.places.operations.create_block import create_block
from doorstep.places.operations.set_holiday import set_holiday
from doorstep.places.operations.undo_division_change import (
    DivisionChangeUndone,
    NewerChangeFirst,
    undo_division_change,
)
from doorstep.places.selectors.uploads import DivisionChangeUnknown
from doorstep.places.tests.factories import (
    AT,
    PUDONG,
    SHIXIN,
    SYSTEM,
    dwellings_of,
    make_building,
    make_estate,
    make_line,
    make_station,
    staff,
)
from doorstep.platform.scope import scoped

MEIYUAN = "310115005001"
TABLES = [("places_holidayoverride", "place")]


@pytest.fixture(autouse=True)
def town(db: None) -> Iterator[None]:
    with scoped(Scope.everywhere("tests")):
        make_line()
        make_building(make_estate(SHIXIN))
        make_building(make_estate(MEIYUAN, lane="100弄", name="梅园一村"))
        make_station(SHIXIN)
        set_holiday(
            place=SHIXIN, day=date(2026, 9, 4), is_working=False, name="x", by=SYSTEM, at=AT
        )
        building = Building.objects.get(code__startswith=SHIXIN)
        create_block(community=SHIXIN, name="一块", buildings=[building.code], by=SYSTEM, at=AT)
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _apply(kind: str, **more: object) -> DivisionChange:
    wanted = Wanted(kind=kind, **more)  # type: ignore[arg-type]
    return apply_division_change(wanted=wanted, by=SYSTEM, at=AT, tables=TABLES)


def _undo(change: DivisionChange) -> DivisionChange:
    return undo_division_change(change_id=change.pk, by=SYSTEM, at=AT, tables=TABLES)


def _everything() -> list[object]:
    return [
        sorted(Estate.objects.values_list("code", "community_id")),
        sorted(Building.objects.values_list("code", "estate_id")),
        sorted(Dwelling.objects.values_list("code", "building_id", "said")),
        sorted(Station.objects.values_list("code", "place_id")),
        sorted(Block.objects.values_list("code", "community_id", "buildings__building_id")),
        sorted(HolidayOverride.objects.values_list("place", "day")),
        sorted(Division.objects.values_list("code", "name", "status", "until")),
    ]


def test_a_merge_moves_everything_and_undo_brings_it_back() -> None:
    before = _everything()
    change = _apply("merge", old_code=SHIXIN, new_code=MEIYUAN, why="沪民〔2026〕1号")
    assert Division.objects.get(code=SHIXIN).status == "merged"
    assert set(Estate.objects.values_list("code", flat=True)) == {
        f"{MEIYUAN}001",
        f"{MEIYUAN}002",
    }
    assert Dwelling.objects.under(f"{MEIYUAN}002").count() == 12
    assert not Dwelling.objects.under(SHIXIN).exists()
    assert Station.objects.get(code=SHIXIN).place_id == MEIYUAN
    assert Block.objects.get().community_id == MEIYUAN
    assert HolidayOverride.objects.get().place == MEIYUAN
    _undo(change)
    assert _everything() == before


def test_what_was_added_after_a_merge_comes_back_too() -> None:
    change = _apply("merge", old_code=SHIXIN, new_code=MEIYUAN)
    moved = Estate.objects.get(code=f"{MEIYUAN}002")
    make_building(moved, number="8号")
    _undo(change)
    assert Building.objects.under(SHIXIN).count() == 2
    assert Building.objects.under(MEIYUAN).count() == 1


def test_rows_with_a_twin_at_the_new_place_stay_where_they_are() -> None:
    set_holiday(place=MEIYUAN, day=date(2026, 9, 4), is_working=False, name="x", by=SYSTEM, at=AT)
    before = _everything()
    change = _apply("merge", old_code=SHIXIN, new_code=MEIYUAN)
    assert HolidayOverride.objects.filter(place=SHIXIN).count() == 1
    _undo(change)
    assert _everything() == before


def test_a_new_code_for_the_same_community() -> None:
    before = _everything()
    change = _apply("rename", old_code=SHIXIN, new_code="310115005099", new_name="市新第一居委会")
    new = Division.objects.get(code="310115005099")
    assert (new.name, new.parent_id, new.kind) == ("市新第一居委会", "310115005", "residential")
    assert Estate.objects.filter(code="310115005099001").exists()
    _undo(change)
    assert _everything() == before


def test_a_new_name() -> None:
    change = _apply("rename", old_code=SHIXIN, new_code=SHIXIN, new_name="东风居委会")
    assert Division.objects.get(code=SHIXIN).initials == "dfjwh"
    _undo(change)
    assert Division.objects.get(code=SHIXIN).name == "市新居委会"


def test_a_split_takes_only_the_estates_named() -> None:
    other = make_estate(SHIXIN, lane="380弄", name="东小区")
    before = _everything()
    change = _apply(
        "split",
        old_code=SHIXIN,
        new_code="310115005098",
        new_name="东区居委会",
        estates=[other.code],
    )
    assert Division.objects.get(code=SHIXIN).status == "active"
    assert [e.name for e in Estate.objects.under("310115005098")] == ["东小区"]
    assert Estate.objects.under(SHIXIN).count() == 1
    assert Station.objects.get().place_id == SHIXIN
    _undo(change)
    assert _everything() == before
    assert PlaceMove.objects.count() == 1


def test_a_division_with_something_on_it_is_not_dropped() -> None:
    with pytest.raises(DivisionNotEmpty):
        _apply("drop", old_code=SHIXIN)
    with pytest.raises(DivisionNotEmpty):
        _apply("drop", old_code="310115005")
    change = _apply("drop", old_code="310106021004")
    assert Division.objects.get(code="310106021004").status == "dropped"
    _undo(change)
    assert Division.objects.get(code="310106021004").status == "active"


def test_an_addition_is_taken_back_while_nothing_hangs_on_it() -> None:
    change = _apply("add", new_code="310115005097", new_name="新居委会")
    estate = make_estate("310115005097")
    with pytest.raises(DivisionNotEmpty):
        _undo(change)
    estate.delete()
    _undo(change)
    assert not Division.objects.filter(code="310115005097").exists()


def test_changes_that_do_not_fit() -> None:
    for wanted in (
        {"kind": "merge", "old_code": SHIXIN, "new_code": "310115005"},
        {"kind": "merge", "old_code": SHIXIN, "new_code": SHIXIN},
        {"kind": "split", "old_code": SHIXIN, "new_code": MEIYUAN},
        {"kind": "split", "old_code": SHIXIN, "new_code": MEIYUAN, "estates": [f"{MEIYUAN}001"]},
        {"kind": "add", "new_code": MEIYUAN, "new_name": "x"},
        {"kind": "drop", "old_code": ""},
        {"kind": "rename", "old_code": SHIXIN, "new_code": SHIXIN},
    ):
        with pytest.raises(DivisionChangeUnfit):
            _apply(**wanted)  # type: ignore[arg-type]
    with pytest.raises(DivisionUnknown):
        _apply("merge", old_code="310115005055", new_code=SHIXIN)
    with pytest.raises(DivisionUnknown):
        _apply("add", new_code="310115888001", new_name="x")


def test_undo_goes_back_in_order_and_once() -> None:
    first = _apply("merge", old_code=SHIXIN, new_code=MEIYUAN)
    second = _apply("rename", old_code=MEIYUAN, new_code=MEIYUAN, new_name="大梅园居委会")
    with pytest.raises(NewerChangeFirst):
        _undo(first)
    _undo(second)
    _undo(first)
    with pytest.raises(DivisionChangeUndone):
        _undo(first)
    with pytest.raises(DivisionChangeUnknown):
        undo_division_change(change_id=987654321, by=SYSTEM, at=AT)


def test_only_the_district_may() -> None:
    secretary, district = staff("secretary", SHIXIN), staff("district", PUDONG)
    wanted = Wanted("merge", old_code=SHIXIN, new_code=MEIYUAN)
    with pytest.raises(Forbidden):
        apply_division_change(wanted=wanted, by=secretary, at=AT, tables=TABLES)
    abroad = Wanted("merge", old_code=SHIXIN, new_code="310106021004")
    with pytest.raises(Forbidden):
        apply_division_change(wanted=abroad, by=district, at=AT, tables=TABLES)
    with scoped(district.scope()):
        apply_division_change(wanted=wanted, by=district, at=AT, tables=TABLES)
    assert not Dwelling.objects.under(SHIXIN).exists()


def test_the_words_of_an_address_stay() -> None:
    building = Building.objects.get(code__startswith=SHIXIN)
    said = [one.said for one in dwellings_of(building)]
    _apply("merge", old_code=SHIXIN, new_code=MEIYUAN)
    moved = Building.objects.get(estate__code=f"{MEIYUAN}002")
    assert [one.said for one in dwellings_of(moved)] == said


def test_every_table_that_a_manifest_names_can_be_moved() -> None:
    wanted = Wanted("merge", old_code=SHIXIN, new_code=MEIYUAN)
    before = _everything()
    change = apply_division_change(wanted=wanted, by=SYSTEM, at=AT)
    undo_division_change(change_id=change.pk, by=SYSTEM, at=AT)
    assert _everything() == before
