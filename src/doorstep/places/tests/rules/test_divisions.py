"""What codes and names of divisions say."""

from __future__ import annotations

import pytest

from doorstep.places.rules.divisions import DivisionRow, covered_by, kind_of, proposal_for
from doorstep.places.rules.pinyin import place_pinyin


@pytest.mark.parametrize(
    ("code", "name", "kind"),
    [
        ("310106021", "临汾路街道", "subdistrict"),
        ("310115103", "川沙新镇", "town"),
        ("310115501", "张江高科技园区", "zone"),
        ("310115005005", "市新居委会", "residential"),
        ("310115103201", "新营村委会", "village"),
        ("310115", "浦东新区", ""),
    ],
)
def test_kinds(code: str, name: str, kind: str) -> None:
    assert kind_of(code, name) == kind


def test_a_list_covers_its_roots() -> None:
    assert covered_by(["310115005", "310115005005", "310106021004"]) == (
        "310106021004",
        "310115005",
    )


def test_a_new_code_of_the_same_name_is_proposed() -> None:
    added = [DivisionRow("310115006001", "市新居委会"), DivisionRow("310106021001", "市新居委会")]
    gone = proposal_for(code="310115005005", name="市新居委会", hanging={"x": 1}, added=added)
    assert (gone.kind, gone.target) == ("rename", "310115006001")


def test_what_has_something_hanging_is_merged_not_dropped() -> None:
    full = proposal_for(code="310115005005", name="市新居委会", hanging={"x": 3}, added=[])
    empty = proposal_for(code="310115005005", name="市新居委会", hanging={}, added=[])
    assert (full.kind, full.target, empty.kind) == ("merge", "", "drop")


@pytest.mark.parametrize(
    ("name", "sound"),
    [("市新", "shixin"), ("长乐路", "changlelu"), ("重庆", "chongqing"), ("闵行", "minhang")],
)
def test_sound_of_place_names(name: str, sound: str) -> None:
    assert place_pinyin(name)[0] == sound
