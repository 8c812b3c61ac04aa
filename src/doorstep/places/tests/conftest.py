"""Requests as somebody in particular, without signing in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.http import HttpRequest
from django.test import Client

from doorstep.kernel.actor import Actor


@dataclass
class Visitor:
    """Who sends the next request; ``visitor.client`` sends it."""

    actor: Actor = field(default_factory=Actor.nobody)
    client: Client = field(default_factory=Client)

    def __call__(self, request: HttpRequest) -> Actor:
        return self.actor


@pytest.fixture
def visit(db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[Actor], Client]:
    """Return a function that gives a client acting as somebody."""
    visitor = Visitor()
    monkeypatch.setattr("doorstep.platform.web.middleware.import_string", lambda path: visitor)

    def as_actor(actor: Actor) -> Client:
        visitor.actor = actor
        return visitor.client

    return as_actor
