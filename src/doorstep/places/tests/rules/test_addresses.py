"""Addresses as people say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.places.rules.addresses import (
    address_keys,
    building_key,
    lane_part,
    parse_address,
    room_part,
)
from doorstep.places.rules.numerals import normalize_address, read_numeral

NUMERALS = [
    ("三七五", "375"), ("一百", "100"), ("七百", "700"), ("一千一百", "1100"), ("二千八百", "2800"),
    ("八十七", "87"), ("九十九", "99"), ("十二", "12"), ("一零一一", "1011"), ("二七零", "270"),
    ("一百二", "120"), ("一百零二", "102"), ("二百零五", "205"), ("廿三", "23"), ("十", "10"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "digits"), NUMERALS)
def test_both_ways_of_writing_numerals(text: str, digits: str) -> None:
    assert read_numeral(text) == digits


@pytest.mark.parametrize("text", ["", "路", "十二三", "三弄"])
def test_what_is_no_numeral(text: str) -> None:
    assert read_numeral(text) is None


@pytest.mark.parametrize(
    ("text", "lane", "number", "room"),
    [
        ("375弄3号502", "375", "3", "502"),
        ("三七五弄3号502室", "375", "3", "502"),
        ("３７５弄 ３号 ５０２", "375", "3", "502"),
        ("临汾路三七五弄", "375", "", ""),
        ("上海市静安区临汾路375弄3号502室", "375", "3", "502"),
        ("一零一一弄", "1011", "", ""),
        ("八十七弄", "87", "", ""),
        ("87弄2支弄5号101", "87/2", "5", "101"),
        ("十二号楼", "", "12", ""),
        ("12-302", "", "12", "302"),
        ("375-3-502", "375", "3", "502"),
        ("375弄3-502", "375", "3", "502"),
        ("3号楼502室", "", "3", "502"),
        ("B座1201", "", "B", "1201"),
        ("3幢B1", "", "3", "B1"),
        ("375弄3", "375", "3", ""),
        ("12-", "", "12", ""),
        ("临汾路375", "375", "", ""),
    ],
)
def test_reading(text: str, lane: str, number: str, room: str) -> None:
    probe = parse_address(text)
    assert probe is not None
    assert (probe.lane, probe.number, probe.room) == (lane, number, room)


@pytest.mark.parametrize(
    ("text", "road", "estate"),
    [
        ("临汾路375弄3号", "临汾路", ""),
        ("崂山五村12号302", "", "崂山五村"),
        ("市新小区3号502", "", "市新小区"),
        ("梅园3村3号101", "", "梅园3村"),
        ("浦东新区崂山五村12号", "", "崂山五村"),
        ("临汾路380号502", "临汾路", ""),
    ],
)
def test_what_stands_before_the_number(text: str, road: str, estate: str) -> None:
    probe = parse_address(text)
    assert probe is not None
    assert (probe.road, probe.estate) == (road, estate)


@pytest.mark.parametrize("text", ["", "孙桂花", "502", "5678", "13812345678", "路" * 200, "😀"])
def test_what_is_no_address(text: str) -> None:
    assert parse_address(text) is None


def test_what_is_still_being_typed_and_what_is_finished() -> None:
    typing, finished = parse_address("375弄3"), parse_address("375弄3号")
    assert typing and typing.lane_key == "375-3"  # 3, 30, 31 …
    assert finished and finished.lane_key == "375-3-"  # 3 alone


def test_the_words_of_an_address() -> None:
    assert address_keys(lane="三七五弄", number="3号", room="502").said == "375弄3号502"
    assert address_keys(estate="崂山五村", number="12号", room="302").said == "崂山五村12号302"
    assert address_keys(road="临汾路", number="380", room="502").said == "临汾路380号502"
    assert address_keys(lane="375", number="3号", room="502", unit="2").said == "375弄3号2单元502"
    assert address_keys(lane="87弄2支弄", number="5号", room="101").said == "87弄2支弄5号101"
    assert address_keys(estate="赵家队", number="12宅", room="101").room_key == "12-101"


numbers = st.integers(1, 9999).map(str)


@given(lane=numbers, number=st.integers(1, 999).map(str), floor=st.integers(1, 30))
def test_what_is_stored_is_found_again(lane: str, number: str, floor: int) -> None:
    room = f"{floor}02"
    keys = address_keys(lane=f"{lane}弄", number=f"{number}号", room=room)
    for said in (keys.said, f"{keys.said}室", f"{lane}-{number}-{room}"):
        probe = parse_address(said)
        assert probe is not None and probe.is_whole
        assert (probe.lane_key, probe.room_key) == (keys.lane_key, keys.room_key)


@given(st.text(max_size=120))
def test_anything_typed_is_read_or_left(text: str) -> None:
    probe = parse_address(text)
    if probe is not None:
        assert probe.lane or probe.number or probe.room


@given(st.text(max_size=60))
def test_normalizing_twice_changes_nothing_more(text: str) -> None:
    once = normalize_address(text)
    assert normalize_address(once) == once


@given(st.integers(0, 9999))
def test_every_number_digit_by_digit(number: int) -> None:
    said = "".join("零一二三四五六七八九"[int(digit)] for digit in str(number))
    assert read_numeral(said) == str(number)


def test_parts() -> None:
    assert building_key("十二号楼") == "12"
    assert lane_part("375") == lane_part("三七五弄") == "375"
    assert lane_part("") == lane_part("花园") == ""
    assert room_part("５０２室") == "502"
