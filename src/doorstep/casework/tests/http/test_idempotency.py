"""A write that is repeated happens once."""

from __future__ import annotations

import threading

import pytest

from doorstep.casework.models import Case
from doorstep.casework.tests import factories
from doorstep.casework.tests.factories import opened
from doorstep.casework.tests.http.conftest import Caller, token_of
from doorstep.people.tests.factories import everywhere

KEY = "4f1c2a9e-once"


@everywhere
def count() -> int:
    return Case.objects.count()


def leak(town, words: str = "楼上漏水"):
    return {"kind": "t-leak", "words": words, "asker": town.sun.pk}


def test_the_same_key_twice_gives_the_first_answer(town, chen):
    first = chen.post("/cases", leak(town), key=KEY)
    again = chen.post("/cases", leak(town), key=KEY)
    assert first.status_code == again.status_code == 201 and count() == 1
    assert first.content == again.content and again["Idempotent-Replayed"] == "true"
    assert again["Location"] == first["Location"] and again["ETag"] == first["ETag"]
    assert again["Content-Type"] == first["Content-Type"]


def test_another_body_or_address_with_the_same_key_is_refused(town, chen):
    chen.post("/cases", leak(town), key=KEY)
    other = chen.post("/cases", leak(town, "别的事"), key=KEY)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")
    elsewhere = chen.post("/kind-proposals", {"words": "漏水"}, key=KEY)
    assert elsewhere.status_code == 422 and count() == 1


def test_the_same_key_of_somebody_else_is_another_key(town, chen, calling):
    zhou = calling(town.zhou)
    chen.post("/cases", leak(town), key=KEY)
    assert zhou.post("/cases", leak(town), key=KEY).status_code == 201 and count() == 2


def test_after_a_refusal_the_key_may_be_used_again(town, chen):
    assert chen.post("/cases", leak(town) | {"kind": "no-such"}, key=KEY).status_code == 422
    assert chen.post("/cases", leak(town), key=KEY).status_code == 201
    assert count() == 1


def test_a_repeated_move_is_made_once(town, chen):
    number = opened(town).number
    first = chen.post(f"/cases/{number}/acceptance", key=KEY)
    again = chen.post(f"/cases/{number}/acceptance", key=KEY)
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json()["version"] == 2


@pytest.mark.parametrize("key", ["short", "x" * 101, "two words", "mit-Umlaut-ü"])
def test_a_key_that_cannot_be_kept(town, chen, key):
    answer = chen.post("/cases", leak(town), key=key)
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency-key-unfit")
    assert count() == 0


def test_a_write_without_a_key(town, chen):
    answer = chen.post("/cases", leak(town), Idempotency_Key="")
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency-key-missing")
    assert count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_row():
    town = factories.town()
    chen = Caller(token_of(town.chen))
    answers, gate = [], threading.Barrier(2)

    def ask() -> None:
        gate.wait()
        answers.append(chen.post("/cases", leak(town), key=KEY))

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json()["number"] == answers[1].json()["number"] and count() == 1
