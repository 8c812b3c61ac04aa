"""Asking a door as anybody: the actor is put on the stage, no sign-in is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.http import HttpRequest, HttpResponseBase
from django.test import Client

from doorstep.kernel.actor import Actor
from tests.house.doors import Door

AskFor = Callable[..., HttpResponseBase]


@dataclass
class Stage:
    """Who acts in the next request."""

    actor: Actor

    def __call__(self, request: HttpRequest) -> Actor:
        return self.actor


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Iterator[AskFor]:
    stage = Stage(Actor.nobody())
    monkeypatch.setattr("doorstep.platform.web.middleware.import_string", lambda path: stage)
    client = Client(raise_request_exception=False)

    def ask_for(door: Door, actor: Actor, path: str = "") -> HttpResponseBase:
        stage.actor = actor
        headers = {"Idempotency-Key": "house-matrix-0001"} if door.api else {}
        kind = "application/json" if door.api else "application/x-www-form-urlencoded"
        data = "{}" if door.api else ""
        send = getattr(client, door.method.lower())
        body = [] if door.method == "GET" else [data, kind]
        return send(path or door.path, *body, headers=headers, secure=True)

    yield ask_for
