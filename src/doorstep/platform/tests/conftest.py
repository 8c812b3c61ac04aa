"""Asking the stage as somebody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from doorstep.platform.web import refusals

As = Callable[..., Client]


@pytest.fixture
def stage(settings, monkeypatch) -> As:
    """Return a maker of clients: ``stage("chen")``; languages and htmx by headers."""
    settings.ROOT_URLCONF = "doorstep.platform.tests.stage"
    settings.DOORSTEP_ACTOR_PROVIDER = "doorstep.platform.tests.stage.provide"
    monkeypatch.setattr(refusals, "once_per_minute", refusals.OncePerMinute())

    def client(who: str = "", **headers: str) -> Client:
        return Client(
            raise_request_exception=False,
            headers={"X-Actor": who, "Accept-Language": "en", **headers},
        )

    return client


def text_of(response: HttpResponse) -> str:
    return b"".join(response).decode() if response.streaming else response.content.decode()
