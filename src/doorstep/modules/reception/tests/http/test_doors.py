"""The one box and the kinds of case on the API."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from doorstep.kernel.actor import Actor
from doorstep.people.public import Account, issue_token
from doorstep.people.tests import factories as people
from doorstep.people.tests.factories import everywhere

pytestmark = pytest.mark.django_db


@everywhere
def call(actor: Actor, method: str, path: str, body: object = None):
    account = Account.objects.get(pk=actor.account_id)
    _token, text = issue_token(
        account=account, label="t", by=Actor.system("tests"), at=timezone.now()
    )
    headers = {
        "Authorization": f"Bearer {text}",
        "Idempotency-Key": "reception-0001",
        "Accept-Language": "en",
    }
    client = Client(raise_request_exception=False)
    given = [] if body is None else [body]
    return getattr(client, method)(
        f"/api/v1{path}", *given, content_type="application/json", headers=headers, secure=True
    )


def test_somebody_is_found_by_initials():
    sun = people.sun_guihua()
    found = call(people.chen_min(), "get", "/find?q=sgh").json()
    assert [(hit["kind"], hit["url"]) for hit in found] == [("person", f"/people/{sun.pk}/")]
    assert call(people.lu_jia(), "get", "/find?q=sgh").json() == []
    assert call(people.own_account(sun), "get", "/find?q=sgh").status_code == 403


def test_kinds_with_forms_and_clocks():
    resident = people.own_account(people.sun_guihua())
    kinds = call(resident, "get", "/kinds").json()
    assert len(kinds) >= 30 and all(kind["titles"]["zh"] for kind in kinds)
    leak = call(resident, "get", "/kinds/leak").json()
    assert leak["title"] == "Leak or damp" and "running" in leak["form"]["properties"]
    assert leak["reply_clock"] == {"amount": 2, "unit": "working_days"}
    assert call(resident, "get", "/kinds/nothing").status_code == 404


def test_a_sentence_proposes_kinds():
    resident = people.own_account(people.sun_guihua())
    proposed = call(resident, "post", "/kind-proposals", {"words": "楼上漏水到我家了"}).json()
    assert proposed[0]["code"] == "leak"
