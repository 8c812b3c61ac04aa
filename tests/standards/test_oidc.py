"""OpenID Connect with a real provider: discovery, code flow, token and userinfo over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone
from oidc_provider_mock import run_server_in_thread

from doorstep.kernel.actor import Actor
from doorstep.people.models import Account
from doorstep.people.operations.create_account import create_account
from doorstep.people.operations.enrol_account_totp import enrol_account_totp
from doorstep.people.operations.link_account_subject import SubjectTaken, link_account_subject
from doorstep.platform.models import TrailEntry

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("tests")
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(autouse=True)
def city(settings, provider):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SECURE_SSL_REDIRECT = False
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME = "session"
    app = {
        "provider_id": "city",
        "name": "City identity",
        "client_id": "doorstep",
        "secret": "not-a-secret",
        "settings": {"server_url": provider},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
    }


@pytest.fixture
def chen() -> Account:
    now = timezone.now()
    account = create_account(
        login="chenmin", name="陈敏", password="paper-lantern-river", by=SYSTEM, at=now
    )
    enrol_account_totp(account=account, secret=SECRET, by=SYSTEM, at=now)
    return account


def come_back(client, provider: str, subject: str, *, tamper: bool = False):
    """Walk the code flow as ``subject`` and return our answer to the provider's redirect."""
    requests.put(f"{provider}/users/{subject}", json={"name": "陈敏"}, timeout=5)
    there = client.post("/signin/oidc/city/login/", {"next": "/me/"})
    assert there.status_code == 302 and there.url.startswith(provider)
    asked = parse_qs(urlsplit(there.url).query)
    assert asked["response_type"] == ["code"] and "code_challenge" in asked
    agreed = requests.post(there.url, data={"sub": subject}, allow_redirects=False, timeout=5)
    back = urlsplit(agreed.headers["Location"])
    query = parse_qs(back.query)
    if tamper:
        query["state"] = ["somebody-elses"]
    return client.get(back.path, {key: values[0] for key, values in query.items()})


def test_a_linked_subject_comes_to_the_second_factor(client, provider, chen):
    link_account_subject(
        account=chen, provider="city", subject="city-4711", by=SYSTEM, at=timezone.now()
    )
    answer = come_back(client, provider, "city-4711")
    assert answer.status_code == 302 and answer.url == "/signin/second-factor/"
    assert "_auth_user_id" not in client.session, "the provider alone doesn't open the door"
    assert SocialAccount.objects.get(user=chen).extra_data == {}, "no profile is kept"


def test_an_unknown_subject_stays_outside_and_no_account_is_made(client, provider, chen):
    accounts = Account.objects.count()
    answer = come_back(client, provider, "city-unknown")
    assert answer.status_code == 302 and answer.url == "/signin/unlinked/"
    assert Account.objects.count() == accounts and not SocialAccount.objects.exists()
    assert TrailEntry.objects.filter(action="signin.refused", via="oidc").exists()
    assert client.get("/signin/unlinked/").status_code == 200


def test_a_forged_state_is_refused(client, provider, chen):
    link_account_subject(
        account=chen, provider="city", subject="city-4711", by=SYSTEM, at=timezone.now()
    )
    answer = come_back(client, provider, "city-4711", tamper=True)
    assert answer.status_code == 302 and answer.url.startswith("/signin/unlinked/")
    assert client.get("/me/").status_code == 302


def test_the_provider_is_down(client, settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"] = {"server_url": "http://localhost:1"}
    answer = client.post("/signin/oidc/city/login/")
    assert answer.status_code == 503


def test_one_subject_one_account(chen):
    other = create_account(login="lujia", name="陆佳", by=SYSTEM, at=timezone.now())
    now = timezone.now()
    link_account_subject(account=chen, provider="city", subject="s", by=SYSTEM, at=now)
    with pytest.raises(SubjectTaken):
        link_account_subject(account=other, provider="city", subject="s", by=SYSTEM, at=now)


def test_an_unknown_provider_is_not_found(client):
    assert client.post("/signin/oidc/elsewhere/login/").status_code == 404
