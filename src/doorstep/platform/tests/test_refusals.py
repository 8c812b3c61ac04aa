"""Who is turned away leaves a mark: one, without what was asked for, and not one for each knock."""

from __future__ import annotations

import pytest

from doorstep.platform.models import TrailEntry
from doorstep.platform.tests.stage import effects
from doorstep.platform.web.refusals import OncePerMinute

pytestmark = pytest.mark.django_db


def refusals() -> list[TrailEntry]:
    return list(TrailEntry.objects.filter(action="request.refused").order_by("id"))


def test_a_page_that_is_refused_is_noted_by_its_route(stage):
    assert stage("chen").get("/stage/raise/forbidden/?name=孙桂花").status_code == 403
    (entry,) = refusals()
    assert (entry.actor_name, entry.result) == ("陈敏", "refused")
    assert entry.subject == "route:stage/raise/forbidden/"
    assert entry.detail == {"method": "GET", "route": "stage/raise/forbidden/", "status": 403}
    assert entry.address == "127.0.0.1"


def test_what_the_refusing_view_had_written_stays_for_the_trail(stage):
    stage("chen").get("/stage/raise/forbidden/")
    assert effects() == 1


def test_a_residents_page_that_is_refused_is_noted_too(stage):
    assert stage("sun").get("/stage/raise/forbidden/").status_code == 403
    assert [entry.actor_kind for entry in refusals()] == ["resident"]


def test_a_program_without_a_token_is_noted(stage):
    stage().post("/api/v1/stage/write/", "{}", "application/json")
    assert [entry.detail["status"] for entry in refusals()] == [401]


def test_being_sent_to_sign_in_is_no_refusal(stage):
    assert stage().get("/trail/").status_code == 302
    assert refusals() == []


def test_an_operation_that_left_its_own_mark_is_not_noted_twice(stage):
    stage("chen").get("/stage/own/")
    assert effects("door.refused") == 1
    assert refusals() == []


def test_knocking_a_hundred_times_is_one_entry_a_minute(stage):
    client = stage("chen")
    for _knock in range(5):
        client.get("/stage/raise/forbidden/")
    stage("lu").get("/stage/raise/forbidden/")
    client.get("/stage/raise/denied/")
    assert len(refusals()) == 3


def test_a_refused_sign_in_is_noted_once(stage, settings):
    del settings.DOORSTEP_ACTOR_PROVIDER
    settings.DOORSTEP_ACTOR_PROVIDER = "doorstep.people.public.actor_of_request"
    stage().post("/signin/staff/", {"login": "nobody", "password": "wrong"})
    found = TrailEntry.objects.filter(result="refused").values_list("action", flat=True)
    assert list(found) == ["signin.refused"]


class TestOncePerMinute:
    def test_again_in_the_next_minute(self):
        once = OncePerMinute()
        assert [once.first(("a",), seconds=s) for s in (0, 59, 60)] == [True, False, True]

    def test_made_up_addresses_fill_nothing(self):
        once = OncePerMinute(most=10)
        assert sum(once.first((n,), seconds=0) for n in range(1_000)) == 10
