"""A colleague comes in."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core import signing

from doorstep.people.models import SignInAttempt
from doorstep.people.operations.enrol_account_totp import enrol_account_totp
from doorstep.people.tests.accounts.conftest import AT, PASSWORD, SECRET, SHIXIN, SYSTEM, totp
from doorstep.platform.models import TrailEntry

pytestmark = pytest.mark.django_db


def actions() -> list[tuple[str, str]]:
    return list(TrailEntry.objects.order_by("id").values_list("action", "result"))


def test_password_then_second_factor_opens_the_door(client, chen):
    first = client.post(
        "/signin/staff/", {"login": "ChenMin ", "password": PASSWORD, "next": "/me/"}
    )
    assert first.status_code == 302 and first.url == "/signin/second-factor/"
    assert "_auth_user_id" not in client.session
    before = client.session.session_key
    second = client.post("/signin/second-factor/", {"code": totp()})
    assert second.status_code == 302 and second.url == "/me/"
    assert client.session["_auth_user_id"] == str(chen.pk)
    assert client.session.session_key != before, "a new session at sign-in"
    assert actions()[-1] == ("signin.opened", "done")


@pytest.mark.parametrize("login", ["chenmin", "nobody-here"])
def test_a_wrong_password_says_the_same_for_known_and_unknown(client, chen, login):
    answer = client.post("/signin/staff/", {"login": login, "password": "wrong-wrong-wrong"})
    assert answer.status_code == 200
    assert answer.context["form"].has_error("__all__", "username_password_mismatch")
    assert actions()[-1] == ("signin.refused", "refused")


def test_a_wrong_code_keeps_the_door_shut_and_is_noted(client, chen):
    client.post("/signin/staff/", {"login": "chenmin", "password": PASSWORD})
    answer = client.post("/signin/second-factor/", {"code": "000000"})
    assert answer.status_code == 200 and "_auth_user_id" not in client.session
    assert SignInAttempt.objects.filter(account=chen, method="totp", succeeded=False).exists()


def test_without_a_second_factor_one_is_enrolled_before_the_door_opens(client, make):
    make("zhouwei", ("secretary", SHIXIN), totp=False)
    first = client.post("/signin/staff/", {"login": "zhouwei", "password": PASSWORD})
    assert first.url == "/signin/enrol/"
    page = client.get("/signin/enrol/")
    assert client.get("/me/").status_code == 302, "not in yet"
    page = client.get("/signin/enrol/")
    wrong = client.post("/signin/enrol/", {"code": "123"})
    assert wrong.status_code == 200 and "_auth_user_id" not in client.session
    codes = client.post("/signin/enrol/", {"code": totp(wrong.context["secret"])})
    assert len(codes.context["codes"]) == 10
    assert page.context["secret"] != SECRET
    inside = client.post("/signin/enrol/")
    assert inside.status_code == 302 and "_auth_user_id" in client.session


def test_a_recovery_code_opens_once(client, make):
    from_setup = make("zhouwei", ("secretary", SHIXIN), totp=False)
    code = enrol_account_totp(account=from_setup, secret=SECRET, by=SYSTEM, at=AT)[0]
    for expected in (True, False):
        client.post("/signin/staff/", {"login": "zhouwei", "password": PASSWORD})
        client.post("/signin/second-factor/", {"code": code})
        assert ("_auth_user_id" in client.session) is expected
        client.post("/signin/out/")


def test_a_stranger_locks_out_only_their_own_address(client, chen):
    wrong = {"login": "chenmin", "password": "wrong-wrong-wrong"}
    for _ in range(5):
        client.post("/signin/staff/", wrong, REMOTE_ADDR="203.0.113.9")
    right = {"login": "chenmin", "password": PASSWORD}
    shut = client.post("/signin/staff/", right, REMOTE_ADDR="203.0.113.9")
    assert shut.context["form"].has_error("__all__", "too-many-sign-ins")
    assert client.post("/signin/staff/", right, REMOTE_ADDR="198.51.100.7").status_code == 302


def test_a_closed_account_stays_outside(client, chen):
    chen.is_active = False
    chen.save(update_fields=["is_active"])
    answer = client.post("/signin/staff/", {"login": "chenmin", "password": PASSWORD}, follow=True)
    assert answer.redirect_chain[-1][0] == "/signin/closed/"
    assert "_auth_user_id" not in client.session


def test_sign_out_is_noted_and_ends_the_session(signed_in, chen):
    client = signed_in(chen)
    assert client.get("/signin/").status_code == 302
    client.post("/signin/out/")
    assert client.get("/signin/").status_code == 200
    assert actions()[-1] == ("signin.closed", "done")


def test_the_way_back_stays_on_our_own_site(client, chen):
    away = {"login": "chenmin", "password": PASSWORD, "next": "https://evil.example/"}
    client.post("/signin/staff/", away)
    assert client.post("/signin/second-factor/", {"code": totp()}).url == "/"


def test_sessions_and_secrets_are_unreadable_in_the_tables(client, chen):
    client.post("/signin/staff/", {"login": "chenmin", "password": PASSWORD})
    stored = Session.objects.get(session_key=client.session.session_key).session_data
    with pytest.raises(signing.BadSignature):
        signing.loads(stored, salt="django.contrib.sessions.SessionStore")
    assert SECRET not in str(Authenticator.objects.get(user=chen, type="totp").data)
