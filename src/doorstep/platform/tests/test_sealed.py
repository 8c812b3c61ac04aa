"""A sealed value is not in the database, is found by its blind index, and is opened with a mark."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.platform.sealed import SealBroken, blind, tail
from doorstep.platform.sealed.boxes import key_of, seal, unseal
from doorstep.platform.sealed.keys import add_key
from doorstep.platform.sealed.masks import mask


@given(st.text())
def test_what_is_sealed_opens_again(value):
    assert unseal(seal(value, "t.c"), "t.c") == value


def test_two_seals_of_one_value_differ():
    assert seal("13800001234", "t.c") != seal("13800001234", "t.c")


def test_a_value_moved_to_another_column_does_not_open():
    with pytest.raises(SealBroken):
        unseal(seal("13800001234", "people_resident.phone"), "people_resident.id_number")


@given(st.integers(min_value=0, max_value=300))
def test_a_changed_byte_does_not_open(position):
    box = bytearray(seal("310101194803011234", "t.c"))
    box[position % len(box)] ^= 1
    with pytest.raises(SealBroken):
        unseal(bytes(box), "t.c")


def test_equal_values_have_equal_indexes_of_one_kind_only():
    assert blind("phone", "1234") == blind("phone", "1234")
    assert blind("phone", "1234") != blind("id_number", "1234")
    assert tail("phone", "13800001234") == tail("phone", "15900001234")


def test_a_new_key_seals_and_the_old_one_still_opens(tmp_path, settings):
    settings.SEALED_KEYS_FILE = tmp_path / "sealed.json"
    old = seal("x", "t.c")
    assert add_key(settings.SEALED_KEYS_FILE) == 2
    assert unseal(old, "t.c") == "x"
    assert key_of(seal("x", "t.c")) == 2
    assert settings.SEALED_KEYS_FILE.stat().st_mode & 0o077 == 0


def test_a_lost_key_is_said_so(tmp_path, settings):
    settings.SEALED_KEYS_FILE = tmp_path / "sealed.json"
    box = seal("x", "t.c")
    stored = json.loads(settings.SEALED_KEYS_FILE.read_text())
    stored["sealing"] = {"7": "00" * 32}
    fresh = tmp_path / "fresh.json"
    fresh.write_text(json.dumps(stored))
    fresh.replace(settings.SEALED_KEYS_FILE)
    with pytest.raises(SealBroken, match="gone"):
        unseal(box, "t.c")


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("phone", "13812341234", "138****1234"),
        ("phone", "58881234", "****1234"),
        ("id_number", "310101194803011234", "3101**********1234"),
        ("birth", "1948-03-01", "1948-**-**"),
    ],
)
def test_what_anyone_may_see(kind, value, shown):
    assert mask(kind, value) == shown
