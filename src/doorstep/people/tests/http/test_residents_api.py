"""Residents over JSON."""

from __future__ import annotations

import uuid

import pytest

from doorstep.people.models import Account
from doorstep.people.tests.factories import (
    chen_min,
    dwelling,
    lu_jia,
    own_account,
    resident,
    sun_guihua,
)

pytestmark = pytest.mark.django_db
API = "/api/v1"


@pytest.fixture
def caller(client, settings):
    settings.SECURE_SSL_REDIRECT = False
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME = "session"

    def enter(actor):
        client.force_login(Account.objects.get(pk=actor.account_id))

        def call(verb, path, body=None):
            key = {"Idempotency-Key": str(uuid.uuid4())}
            return getattr(client, verb)(
                API + path, body, content_type="application/json", headers=key
            )

        return call

    return enter


def test_enter_read_correct_and_list(caller):
    home, call = dwelling(), caller(chen_min())
    made = call(
        "post",
        "/residents",
        {
            "place": home.pk,
            "name": "孙桂花",
            "phone": "13812341234",
            "id_number": "31011519480312122X",
        },
    )
    assert made.status_code == 201, made.content
    sun = made.json()
    assert (sun["called"], sun["age"] >= 78, sun["phone"]) == ("孙阿姨", True, "138****1234")
    same = call("get", f"/residents/{sun['id']}").json()
    assert same == sun
    now = call("patch", f"/residents/{sun['id']}", {"version": 1, "needs_note": "慢一点"})
    assert now.json()["version"] == 2
    late = call("patch", f"/residents/{sun['id']}", {"version": 1, "needs_note": "快一点"})
    assert (late.status_code, late.json()["code"]) == (409, "resident-changed-meanwhile")
    page = call("get", f"/residents?place={home.pk[:12]}&limit=1").json()
    assert [r["id"] for r in page["items"]] == [sun["id"]] and page["next"] is None


def test_refusals_name_the_field(caller):
    home, call = dwelling(), caller(chen_min())
    wrong = call("post", "/residents", {"place": home.pk, "name": "孙桂花", "phone": "138"})
    assert wrong.status_code == 422 and list(wrong.json()["fields"]) == ["phone"]
    nowhere = call("post", "/residents", {"place": "31011500500599", "name": "孙桂花"})
    assert nowhere.status_code == 422
    assert call("get", "/residents/999999999999").status_code == 404


def test_finding(caller):
    sun = sun_guihua()
    hits = caller(chen_min())("get", "/residents/finding?q=sgh").json()
    assert [(h["id"], h["why"], h["address"]) for h in hits] == [
        (sun.pk, "initials", "375弄3号502")
    ]
    assert caller(lu_jia())("get", "/residents/finding?q=sgh").json() == []


def test_openings_and_consents(caller):
    sun = sun_guihua()
    call = caller(chen_min())
    opened = call("post", f"/residents/{sun.pk}/openings", {"field": "phone", "purpose": "回访"})
    assert opened.json() == {"field": "phone", "value": "13812341234", "seconds": 60}
    none = call("post", f"/residents/{sun.pk}/openings", {"field": "phone", "purpose": ""})
    assert none.status_code == 422
    given = call(
        "post",
        f"/residents/{sun.pk}/consents",
        {"acts": ["health_data"], "evidence": "纸质，3号柜"},
    )
    assert given.status_code == 201
    ended = call("post", f"/consents/{given.json()['id']}/withdrawal")
    assert ended.status_code == 200 and ended.json()["withdrawn_at"]
    assert len(call("get", f"/residents/{sun.pk}/consents").json()) == 1


def test_a_resident_sees_only_themself(caller):
    sun, other = sun_guihua(), resident("王芳")
    call = caller(own_account(sun))
    assert call("get", f"/residents/{sun.pk}").json()["name"] == "孙桂花"
    assert call("get", f"/residents/{other.pk}").status_code == 404
    assert call("get", "/residents").status_code == 403
    assert call("get", "/residents/finding?q=sgh").status_code == 403
