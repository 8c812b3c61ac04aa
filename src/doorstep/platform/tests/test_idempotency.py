"""A write that is repeated has one effect and one answer."""

from __future__ import annotations

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.utils import timezone

from doorstep.platform.idempotency import purge_answers
from doorstep.platform.models import IdempotentAnswer
from doorstep.platform.tests.stage import effects

KEY = {"Idempotency-Key": "a-key-of-the-test"}


def send(client, path="/api/v1/stage/write/", body=b"{}", **headers):
    return client.post(path, body, "application/json", headers=KEY | headers)


@pytest.mark.django_db
class TestForm:
    def test_a_double_click_writes_once_and_shows_the_same(self, stage):
        form = {"_once": "token", "go": "1"}
        first, second = (stage("chen").post("/stage/write/", form) for _click in range(2))
        assert effects() == 1
        assert first["Location"] == second["Location"]
        assert (first.status_code, second.status_code) == (302, 302)
        assert second["Idempotent-Replayed"] == "true"

    def test_a_replay_brings_no_message_and_no_header_of_its_own(self, stage):
        form = {"_once": "token", "go": "1"}
        stage("chen").post("/stage/write/", form)
        replay = stage("chen").post("/stage/write/", form)
        assert "messages" not in replay.cookies
        assert "X-Request-Own" not in replay

    def test_the_same_form_sent_by_two_people_is_two_writes(self, stage):
        for who in ("chen", "lu"):
            stage(who).post("/stage/write/", {"_once": "token"})
        assert effects() == 2

    def test_a_form_corrected_after_a_refusal_is_taken(self, stage):
        wrong = stage("chen").post("/stage/pick/", {"_once": "token", "words": "wrong"})
        right = stage("chen").post("/stage/pick/", {"_once": "token", "words": "right"})
        assert (wrong.status_code, right.status_code) == (422, 200)
        assert effects() == 1

    def test_sent_and_then_changed_behind_the_back_button_is_told_not_swallowed(self, stage):
        stage("chen").post("/stage/write/", {"_once": "token", "words": "one"})
        again = stage("chen").post("/stage/write/", {"_once": "token", "words": "two"})
        assert again.status_code == 409
        assert "sent already" in again.content.decode()
        assert effects() == 1

    def test_a_photo_sent_twice_is_sent_once(self, stage):
        for _click in range(2):
            photo = SimpleUploadedFile("a.jpg", b"\xff\xd8\xff")
            stage("chen").post("/stage/write/", {"_once": "token", "photo": photo})
        assert effects() == 1

    def test_without_a_token_every_click_counts(self, stage):
        for _click in range(2):
            stage("chen").post("/stage/write/")
        assert effects() == 2


@pytest.mark.django_db
class TestApi:
    def test_a_program_that_repeats_itself_gets_the_first_answer(self, stage):
        first, second = (send(stage("chen")) for _try in range(2))
        assert effects() == 1
        assert (first.status_code, first.content) == (second.status_code, second.content)

    def test_the_same_key_with_another_body_is_refused(self, stage):
        send(stage("chen"))
        other = send(stage("chen"), body=b'{"a": 1}')
        assert other.status_code == 422
        assert other.json()["code"] == "idempotency-key-reused"

    def test_the_key_belongs_to_the_account(self, stage):
        assert {send(stage(who)).status_code for who in ("chen", "lu")} == {201}
        assert effects() == 2

    @pytest.mark.parametrize(
        ("key", "code"),
        [("", "idempotency-key-missing"), ("short", "idempotency-key-unfit"),
         ("x" * 101, "idempotency-key-unfit")],
    )  # fmt: skip
    def test_a_key_that_cannot_be_kept_is_refused(self, stage, key, code):
        answer = send(stage("chen"), **{"Idempotency-Key": key})
        assert (answer.status_code, answer.json()["code"]) == (400, code)
        assert effects() == 0

    def test_nobody_leaves_no_key(self, stage):
        assert send(stage()).status_code == 401
        assert not IdempotentAnswer.objects.exists()

    def test_after_a_crash_of_ours_the_write_may_be_repeated(self, stage):
        assert send(stage("chen"), "/api/v1/stage/raise/broken/").status_code == 500
        assert not IdempotentAnswer.objects.exists()

    def test_the_kept_answer_cannot_be_read_in_the_database(self, stage):
        first = send(stage("chen"))
        kept = IdempotentAnswer.objects.get()
        assert first.content not in bytes(kept.body)


def test_two_at_once_have_one_effect_and_one_answer(transactional_db, stage):
    answers = []

    def click():
        answers.append(stage("chen").post("/stage/slow/", {"_once": "token"}).content)
        connections.close_all()

    threads = [threading.Thread(target=click) for _click in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert effects() == 1
    assert len(answers) == 3
    assert len(set(answers)) == 1


def test_answers_are_kept_for_two_days(db, stage):
    send(stage("chen"))
    now = timezone.now()
    assert purge_answers(at=now + timezone.timedelta(hours=47)) == 0
    assert purge_answers(at=now + timezone.timedelta(hours=49)) == 1
