"""Names: their reading, their mask, how a neighbour says them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.people.rules.age import age_at, is_minor
from doorstep.people.rules.masking import mask_name
from doorstep.people.rules.name import clean_name, form_of_address, name_key, read_name
from doorstep.people.rules.refusal import RefusedError


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("孙桂花", "sunguihua", "sgh"),
        ("单田芳", "shantianfang", "stf"),
        ("曾国藩", "zengguofan", "zgf"),
        ("仇英", "qiuying", "qy"),
        ("区桃", "outao", "ot"),
        ("解晓东", "xiexiaodong", "xxd"),
        ("查良镛", "zhaliangyong", "zly"),
        ("任贤齐", "renxianqi", "rxq"),
        ("吕布", "lvbu", "lb"),
        ("尉迟恭德", "yuchigongde", "ycgd"),
        ("欧阳娜娜", "ouyangnana", "oynn"),
        ("买买提·阿不都拉", "maimaitiabudoula", "mmtabdl"),
        ("John Smith", "johnsmith", "js"),
    ],
)
def test_surnames_are_read_as_surnames(name, full, initials):
    reading = read_name(name)
    assert (reading.full, reading.initials) == (full, initials)


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张明", "张*"),
        ("张晓明", "张*明"),
        ("孙桂花", "孙*花"),
        ("欧阳娜娜", "欧阳**"),
        ("欧阳修", "欧阳*"),
        ("买买提·阿不都拉", "买**·**"),
        ("John Smith", "J*** S***"),
        ("", ""),
    ],
)
def test_masks(name, masked):
    assert mask_name(name) == masked


@given(st.text("王李张欧阳司马买·提", min_size=2, max_size=15))
def test_a_mask_never_shows_the_whole_name(name):
    assert mask_name(name) != name or set(name) <= {"·"}


@pytest.mark.parametrize(
    ("name", "gender", "age", "lang", "called"),
    [
        ("孙桂花", "f", 78, "zh", "孙阿姨"),
        ("李建国", "m", 70, "zh", "李伯伯"),
        ("李建国", "m", 55, "zh", "李叔叔"),
        ("王芳", "f", 30, "zh-hans", "王女士"),
        ("王强", "m", None, "zh", "王先生"),
        ("李小明", "m", 8, "zh", "小明小朋友"),
        ("李小明", "m", 15, "zh", "李同学"),
        ("欧阳娜娜", "f", 40, "zh", "欧阳女士"),
        ("孙桂花", "u", 78, "zh", "孙桂花"),
        ("孙桂花", "f", 78, "en", "Ms Sun"),
        ("尉迟恭德", "m", 50, "en", "Mr Yuchi"),
    ],
)
def test_forms_of_address(name, gender, age, lang, called):
    assert form_of_address(name, gender, age, lang) == called


@pytest.mark.parametrize("text", ["", "  ", "王1", "<b>", "😀", "孙" * 61, "'; drop table x", "12"])
def test_what_is_no_name_is_refused(text):
    with pytest.raises(RefusedError):
        clean_name(text)


@given(st.text(max_size=80))
def test_any_text_is_a_clean_name_or_refused(text):
    try:
        name = clean_name(text)
    except RefusedError:
        return
    assert clean_name(name) == name and name_key(name) and read_name(name).full.isascii()


def test_dots_of_every_kind_are_one():
    assert clean_name("买买提 • 阿不都拉") == clean_name("买买提・阿不都拉") == "买买提·阿不都拉"
    assert name_key("买买提·阿不都拉") == name_key("买买提阿不都拉")


def test_ages():
    assert age_at(1948, 3, date(2026, 3, 1)) == 78
    assert age_at(1948, 3, date(2026, 2, 28)) == 77
    assert age_at(None, None, date(2026, 2, 28)) is None
    assert is_minor(2010, 5, date(2026, 2, 28)) and not is_minor(1948, 3, date(2026, 2, 28))
