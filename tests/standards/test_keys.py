"""A key is rotated while the site is open, and goes only when nothing needs it any more."""

from __future__ import annotations

import multiprocessing

import pytest
from django.conf import settings as site

from doorstep.people.models import Resident
from doorstep.people.tests.factories import everywhere, resident
from doorstep.platform.sealed.keys import add_key, drop_key, load_ring
from doorstep.platform.sealed.resealing import (
    KeyInForce,
    KeyNeeded,
    KeyUnknown,
    reseal,
    retire_key,
    sealed_columns,
    values_with_key,
)

PHONES = [f"1380000100{digit}" for digit in range(5)]


@pytest.fixture(autouse=True)
def own_ring(settings, tmp_path):
    settings.SEALED_KEYS_FILE = tmp_path / "sealed.json"


@pytest.fixture
def people(db):
    return [resident(f"李建{n}", phone=p) for n, p in zip("一二三四五", PHONES, strict=True)]


def phones() -> list[str]:
    found = everywhere(lambda: list(Resident.objects.order_by("id")))()
    return [person.phone.reveal() for person in found]


def silent(what: str, done: int, total: int) -> None:
    """Report to nobody."""


def test_every_sealed_column_is_known():
    labels = {column.label for column in sealed_columns()}
    assert {"people_resident.phone", "people_account.phone", "platform_idempotentanswer.body"} <= (
        labels
    )


def test_after_a_rotation_everything_is_sealed_with_the_new_key(people):
    add_key(site.SEALED_KEYS_FILE)
    told = []
    assert reseal(lambda *step: told.append(step), batch=2) == len(PHONES)
    assert values_with_key(1) == 0
    assert phones() == PHONES
    assert told[-1] == ("people_resident.phone", 5, 5)
    retire_key(1)
    assert phones() == PHONES
    assert reseal(silent) == 0


def test_killed_halfway_it_goes_on_where_it_was(people, monkeypatch):
    add_key(site.SEALED_KEYS_FILE)

    def killed(what, done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reseal(killed, batch=2)
    assert values_with_key(1) == 3
    assert reseal(silent, batch=2) == 3
    assert phones() == PHONES


def test_a_key_that_is_needed_stays(people):
    add_key(site.SEALED_KEYS_FILE)
    with pytest.raises(KeyNeeded) as refused:
        retire_key(1)
    assert refused.value.data == {"number": 1, "count": 5}


def test_the_key_in_force_and_an_unknown_one_stay(db):
    load_ring(site.SEALED_KEYS_FILE)
    with pytest.raises(KeyInForce):
        retire_key(1)
    with pytest.raises(KeyUnknown):
        retire_key(7)


def test_a_rotation_is_seen_at_once_by_whoever_has_the_ring_open():
    assert load_ring(site.SEALED_KEYS_FILE).current == 1
    child = multiprocessing.get_context("fork").Process(
        target=add_key, args=(site.SEALED_KEYS_FILE,)
    )
    child.start()
    child.join()
    assert load_ring(site.SEALED_KEYS_FILE).current == 2
    drop_key(site.SEALED_KEYS_FILE, 1)
    assert list(load_ring(site.SEALED_KEYS_FILE).sealing) == [2]


def test_two_rotations_at_once_lose_no_key():
    fork = multiprocessing.get_context("fork")
    path = site.SEALED_KEYS_FILE
    load_ring(path)
    children = [fork.Process(target=add_key, args=(path,)) for _one in range(6)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert sorted(load_ring(path).sealing) == [1, 2, 3, 4, 5, 6, 7]
