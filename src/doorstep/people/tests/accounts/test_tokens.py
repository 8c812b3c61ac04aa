"""Bearer tokens, and one's own account page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from doorstep.people.accounts.actors import actor_of_request
from doorstep.people.models import ApiToken
from doorstep.people.operations.issue_token import NotYourAccount, issue_token
from doorstep.people.operations.revoke_token import revoke_token
from doorstep.people.selectors.accounts import actor_of
from doorstep.people.tests.accounts.conftest import PASSWORD, SHIXIN, SYSTEM, totp

pytestmark = pytest.mark.django_db


def bearer(rf, text: str):
    return rf.get("/", headers={"Authorization": f"Bearer {text}"})


def test_a_token_is_its_owner_until_it_ends(rf, make, django_assert_max_num_queries):
    gateway = make("gateway-12", ("worker", SHIXIN), kind="machine")
    now = timezone.now()
    token, text = issue_token(account=gateway, label="meters", by=SYSTEM, at=now)
    assert text.startswith("dst_") and text.encode() not in bytes(token.digest)
    with django_assert_max_num_queries(4):
        actor = actor_of_request(bearer(rf, text))
    assert (actor.kind, actor.via, actor.places) == ("machine", "token", (SHIXIN,))
    assert ApiToken.objects.get(pk=token.pk).last_used_at is not None
    with django_assert_max_num_queries(2):
        actor_of_request(bearer(rf, text))
    revoke_token(token=token, by=SYSTEM, at=now)
    assert not actor_of_request(bearer(rf, text)).is_signed_in


def test_expired_unknown_and_closed_tokens_are_nobody(rf, chen):
    now = timezone.now()
    _token, text = issue_token(
        account=chen, label="x", by=SYSTEM, at=now - timedelta(days=2), lasts=timedelta(days=1)
    )
    _other, fresh = issue_token(account=chen, label="x", by=SYSTEM, at=now)
    assert not actor_of_request(bearer(rf, text)).is_signed_in
    assert not actor_of_request(bearer(rf, "dst_nonsense")).is_signed_in
    chen.is_active = False
    chen.save()
    assert not actor_of_request(bearer(rf, fresh)).is_signed_in


def test_only_the_owner_issues(make, chen):
    lu = make("lujia", ("worker", "310106021004"))
    with pytest.raises(NotYourAccount):
        issue_token(account=chen, label="x", by=actor_of(lu, via="session"), at=timezone.now())


def test_own_page_issues_and_revokes(signed_in, chen):
    client = signed_in(chen)
    assert client.get("/me/").status_code == 200
    made = client.post("/me/tokens/", {"label": "my script", "days": "30"})
    assert made.context["text"].startswith("dst_")
    token = ApiToken.objects.get(account=chen)
    assert made.context["text"] not in client.get("/me/").content.decode()
    client.post(f"/me/tokens/{token.pk}/revocation/")
    token.refresh_from_db()
    assert token.revoked_at is not None
    assert client.post("/me/tokens/999999/revocation/").status_code == 404


def test_own_sessions_are_seen_and_ended(signed_in, chen):
    elsewhere = Client()
    elsewhere.post("/signin/staff/", {"login": "chenmin", "password": PASSWORD})
    elsewhere.post("/signin/second-factor/", {"code": totp(later=1)})
    client = signed_in(chen)
    assert len(client.get("/me/").context["sessions"]) == 2
    client.post("/me/sessions/end/")
    assert elsewhere.get("/me/").status_code == 302
    assert len(client.get("/me/").context["sessions"]) == 1


def test_own_language_and_password(signed_in, chen):
    client = signed_in(chen)
    client.post("/me/language/", {"language": "en"})
    chen.refresh_from_db()
    assert chen.language == "en"
    assert client.post("/me/language/", {"language": "tlh"}).status_code == 422
    assert client.post("/me/password/", {"new": "short"}).status_code == 422
    assert client.post("/me/password/", {"new": "green-kettle-window"}).status_code == 302
    chen.refresh_from_db()
    assert chen.check_password("green-kettle-window")
    assert client.get("/me/").status_code == 200, "this session stays"


def test_confirming_again(signed_in, chen):
    client = signed_in(chen)
    assert client.post("/signin/again/", {"code": "1", "next": "/me/"}).status_code == 200
    again = client.post("/signin/again/", {"code": totp(later=1), "next": "/me/"})
    assert again.status_code == 302 and again.url == "/me/"
