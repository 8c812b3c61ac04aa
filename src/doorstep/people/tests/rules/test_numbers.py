"""ID numbers and phones: what is accepted, and the reason given for what isn't."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from doorstep.people.rules.id_number import read_id_number
from doorstep.people.rules.masking import mask_id_number, mask_phone
from doorstep.people.rules.phone import is_hotline, normalise_phone
from doorstep.people.rules.refusal import RefusedError

TODAY = date(2026, 11, 20)
births = st.dates(date(1890, 1, 1), TODAY)


def number_of(birth: date, serial: int = 122) -> str:
    body = f"310115{birth:%Y%m%d}{serial:03d}"
    return body + ric.calc_check_digit(body + "0")


@given(births, st.integers(0, 999))
def test_every_well_formed_number_is_read(birth, serial):
    card = read_id_number(number_of(birth, serial), today=TODAY)
    assert (card.birth, card.gender) == (birth, "m" if serial % 2 else "f")


@given(births, st.integers(6, 16), st.integers(1, 9))
def test_one_wrong_digit_is_refused(birth, at, more):
    number = number_of(birth)
    wrong = number[:at] + str((int(number[at]) + more) % 10) + number[at + 1 :]
    with pytest.raises(RefusedError):
        read_id_number(wrong, today=TODAY)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("31011519480312122", "1 digit(s) short"),
        ("31011519480312", "4 digit(s) short"),
        ("3101151948031212291", "1 digit(s) too many"),
        ("310115194803121221", "last digit"),
        ("310115185003121229", "born in 1850"),
        ("310115204803121229", "not born yet"),
        ("310115194813121229", "1948-13-12 is not a date"),
        ("310115480312123", "15 digits"),
        ("3101151948O3121229", "17 digits and then"),
        ("", "18 digit(s) short"),
        ("三一〇一一五", "17 digits and then"),
    ],
)
def test_the_reason_says_what_to_look_at(number, reason):
    with pytest.raises(RefusedError, match=reason.replace("(", r"\(").replace(")", r"\)")):
        read_id_number(number, today=TODAY)


def test_blanks_small_x_and_full_width_digits_are_taken():
    for typed in ("310115 19480312 122x", "３１０１１５１９４８０３１２１２２Ｘ"):
        assert read_id_number(typed, today=TODAY).number == "31011519480312122X"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("138 1234 1234", "13812341234"),
        ("+86 138-1234-1234", "13812341234"),
        ("58881234", "02158881234"),
        ("(021) 58881234", "02158881234"),
        ("12345", "12345"),
        ("962218", "962218"),
        ("110", "110"),
        ("400-820-8820", "4008208820"),
        ("+1 650 253 0000", "+16502530000"),
    ],
)
def test_phones_have_one_form(typed, stored):
    assert normalise_phone(typed) == stored
    assert normalise_phone(stored) == stored


@pytest.mark.parametrize("typed", ["", "abc", "1381234123", "138123412345", "😀", "1" * 500])
def test_what_is_no_phone_is_refused(typed):
    with pytest.raises(RefusedError):
        normalise_phone(typed)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    for read in (normalise_phone, lambda t: read_id_number(t, today=TODAY)):
        try:
            read(text)
        except RefusedError as refused:
            assert str(refused)


def test_masks_keep_head_and_tail():
    assert mask_id_number("310115194803121229") == "3101**********1229"
    assert mask_phone("13812341234") == "138****1234"
    assert mask_phone("12345") == "12345" and is_hotline("12345")
