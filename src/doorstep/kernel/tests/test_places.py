from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.kernel.places import (
    LENGTHS,
    ancestor_of,
    covers,
    hi_of,
    is_place_code,
    level_of,
    line_of,
    parent_of,
)

DWELLING = "3101150050050010030502"
codes = st.sampled_from(sorted(LENGTHS.values())).flatmap(
    lambda length: st.text("0123456789", min_size=length, max_size=length)
)


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("31", "province"),
        ("3101", "city"),
        ("310115", "district"),
        ("310115005", "subdistrict"),
        ("310115005005", "community"),
        ("310115005005001", "estate"),
        ("310115005005001003", "building"),
        (DWELLING, "dwelling"),
    ],
)
def test_the_length_of_a_code_is_its_level(code: str, level: str) -> None:
    assert level_of(code) == level


@pytest.mark.parametrize("code", ["", "3", "310", "31011x", "３１", "310115 ", "3" * 23, "²²"])
def test_what_is_not_a_place_code_is_refused(code: str) -> None:
    assert not is_place_code(code)
    with pytest.raises(ValueError, match="not a place code"):
        level_of(code)


def test_the_line_of_a_dwelling_runs_from_the_province_down() -> None:
    line = line_of(DWELLING)
    assert [level_of(code) for code in line] == list(LENGTHS)
    assert [parent_of(code) for code in line] == [None, *line[:-1]]


def test_an_ancestor_is_asked_for_by_level() -> None:
    assert ancestor_of(DWELLING, "community") == "310115005005"
    assert ancestor_of("310115", "community") == "310115"


@given(codes, codes)
def test_the_subtree_is_one_range_of_texts(prefix: str, code: str) -> None:
    assert covers(prefix, code) == (prefix <= code < hi_of(prefix))


@given(codes)
def test_a_parent_covers_its_child(code: str) -> None:
    parent = parent_of(code)
    assert parent is None or (covers(parent, code) and is_place_code(parent))
