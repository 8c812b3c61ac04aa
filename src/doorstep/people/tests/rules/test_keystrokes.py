"""What the keys may mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.people.rules.keystrokes import read_keystrokes, surname_and_initials
from doorstep.people.rules.syllables import SYLLABLES
from doorstep.places.public import parse_address


def kinds(text: str) -> list[str]:
    return [typed.kind for typed in read_keystrokes(text, parse_address)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("孙", ["name"]),
        ("孙桂花", ["name"]),
        ("sgh", ["latin"]),
        ("Sun Guihua", ["latin"]),
        ("孙gh", ["mixed"]),
        ("1234", ["tail"]),
        ("123X", ["tail"]),
        ("138 1234 1234", ["phone"]),
        ("58881234", ["phone"]),
        ("31011519480312122x", ["id_number"]),
        ("12-302", ["address"]),
        ("375弄3号502", ["address"]),
        ("三七五弄3号", ["address"]),
        ("", []),
        ("   ", []),
        ("3-502", ["address"]),
        ("021-58881234", ["phone"]),
        ("😀", []),
    ],
)
def test_kinds(text, kind):
    assert kinds(text) == kind


def test_a_name_and_an_address():
    (typed,) = read_keystrokes("wang 3号 502", parse_address)
    assert (typed.latin, typed.address.number, typed.address.room) == ("wang", "3", "502")
    (turned,) = read_keystrokes("375弄3号 王", parse_address)
    assert (turned.name, turned.address.lane) == ("王", "375")


def test_half_typed_readings():
    assert surname_and_initials("sungh") == ("sun", "gh")
    assert surname_and_initials("wangxm") == ("wang", "xm")
    assert surname_and_initials("zhangj") is None  # the reading begins so anyway
    assert surname_and_initials("sunguihua") is None
    assert {"zhuang", "nv", "er", "xiong"} <= SYLLABLES


@given(st.text(max_size=200))
def test_anything_may_be_typed(text):
    for typed in read_keystrokes(text, parse_address):
        assert typed.kind != "nothing"
