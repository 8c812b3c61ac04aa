"""Accounts on the API."""

from __future__ import annotations

import uuid

import pytest
from django.utils import timezone

from doorstep.people.models import ApiToken, Grant
from doorstep.people.operations.issue_token import issue_token
from doorstep.people.tests.accounts.conftest import DISTRICT, OTHER, SHIXIN, SYSTEM

pytestmark = pytest.mark.django_db


def bearer(account) -> dict[str, str]:
    _token, text = issue_token(account=account, label="t", by=SYSTEM, at=timezone.now())
    return {"Authorization": f"Bearer {text}"}


def post(client, path, body, **headers):
    headers = {"Idempotency-Key": str(uuid.uuid4()), **headers}
    return client.post(path, body, content_type="application/json", headers=headers)


def test_who_am_i(client, chen):
    assert client.get("/api/v1/me").status_code == 401
    me = client.get("/api/v1/me", headers=bearer(chen)).json()
    assert me["name"] == "Chenmin" and me["via"] == "token"
    assert me["grants"][0]["role"] == "worker" and me["grants"][0]["place"] == SHIXIN


def test_grants_of_ones_places_only_page_by_page(client, make, chen):
    security = make("anquan", ("security_admin", DISTRICT))
    make("lujia", ("worker", OTHER))
    headers = bearer(security)
    first = client.get("/api/v1/grants?limit=1", headers=headers).json()
    rest = client.get(f"/api/v1/grants?limit=9&cursor={first['next']}", headers=headers).json()
    places = [grant["place"] for grant in first["items"] + rest["items"]]
    assert sorted(places) == [DISTRICT, SHIXIN] and rest["next"] is None
    assert client.get("/api/v1/grants?cursor=%00", headers=headers).status_code == 422
    assert client.get("/api/v1/grants", headers=bearer(chen)).status_code == 403


def test_giving_needs_a_recent_sign_in(client, make, chen, signed_in):
    security = make("anquan", ("security_admin", DISTRICT))
    body = {"account": chen.pk, "role": "secretary", "place": SHIXIN, "reason": "stands in"}
    by_token = post(client, "/api/v1/grants", body, **bearer(security))
    assert by_token.status_code == 401 and by_token.json()["code"] == "sign-in-again"
    client = signed_in(security)
    given = post(client, "/api/v1/grants", body)
    assert given.status_code == 201
    assert post(client, "/api/v1/grants", body).status_code == 409
    path = f"/api/v1/grants/{given.json()['id']}/withdrawal"
    assert post(client, path, {"reason": "is back"}).status_code == 200
    assert post(client, path, {"reason": "is back"}).status_code == 409
    far = Grant.objects.create(
        account=make("lujia"), role="worker", place=OTHER, since=timezone.now()
    )
    assert post(client, f"/api/v1/grants/{far.pk}/withdrawal", {"reason": "x y"}).status_code == 404


def test_tokens_do_not_multiply(client, chen, signed_in):
    headers = bearer(chen)
    assert post(client, "/api/v1/tokens", {"label": "x"}, **headers).status_code == 401
    token = ApiToken.objects.get(account=chen)
    assert [t["id"] for t in client.get("/api/v1/tokens", headers=headers).json()] == [token.pk]
    gone = post(client, f"/api/v1/tokens/{token.pk}/revocation", {}, **headers)
    assert gone.status_code == 200
    assert client.get("/api/v1/me", headers=headers).status_code == 401
    issued = post(signed_in(chen), "/api/v1/tokens", {"label": "x"})
    assert issued.status_code == 201 and issued.json()["token"].startswith("dst_")
