"""Calling the API as the people of the town do: each with a token."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from doorstep.casework.tests import factories
from doorstep.casework.tests.factories import SYSTEM, Town
from doorstep.kernel.actor import Actor
from doorstep.people.public import Account, issue_token
from doorstep.people.tests.factories import everywhere

PREFIX = "/api/v1"


@everywhere
def token_of(actor: Actor) -> str:
    """Return a new token of the actor's account."""
    account = Account.objects.get(pk=actor.account_id)
    _token, text = issue_token(account=account, label="test", by=SYSTEM, at=timezone.now())
    return text


@dataclass
class Caller:
    """Somebody with a token."""

    token: str

    def headers(self, more: dict[str, str]) -> dict[str, str]:
        held = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return {"Accept-Language": "en", **held, **more}

    def get(self, path: str, **query: Any) -> Any:
        client = Client(raise_request_exception=False)
        return client.get(PREFIX + path, query, headers=self.headers({}), secure=True)

    def post(self, path: str, body: Any = None, *, key: str = "", **headers: str) -> Any:
        return self.send("post", path, body, key=key, **headers)

    def send(self, method: str, path: str, body: Any, *, key: str = "", **headers: str) -> Any:
        client = Client(raise_request_exception=False)
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        more = {"Idempotency-Key": key or str(uuid.uuid4()), **headers}
        return getattr(client, method)(
            PREFIX + path,
            {} if body is None else body,
            content_type="application/json",
            headers=self.headers(more),
            secure=True,
        )

    def upload(self, path: str, **parts: Any) -> Any:
        client = Client(raise_request_exception=False)
        headers = self.headers({"Idempotency-Key": str(uuid.uuid4())})
        return client.post(PREFIX + path, parts, headers=headers, secure=True)


Calling = Callable[[Actor], Caller]


@pytest.fixture
def calling(db: None) -> Calling:
    return lambda actor: Caller(token_of(actor))


@pytest.fixture
def chen(town: Town, calling: Calling) -> Caller:
    return calling(town.chen)


@pytest.fixture
def sun(town: Town, calling: Calling) -> Caller:
    return calling(town.sun_herself)


@pytest.fixture
def nobody() -> Caller:
    return Caller("")


__all__ = ["Caller", "Calling", "factories", "token_of"]
