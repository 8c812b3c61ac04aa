"""Live pages by the real process: each hears what concerns them, and again after an outage."""

from __future__ import annotations

import http.client
import json
import os
import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

import pytest
from django.db import connection

from doorstep.kernel.facts import Fact
from doorstep.people.models import Account
from doorstep.people.operations.issue_token import issue_token
from doorstep.people.tests.factories import (
    AT,
    LINFEN,
    SHIXIN,
    SYSTEM,
    chen_min,
    everywhere,
    lu_jia,
    own_account,
    resident,
    sun_guihua,
)  # fmt: skip
from doorstep.platform.facts import publish


@dataclass
class Page:
    """One open page: a stream of events, read with patience."""

    port: int
    token: str

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        self.connection.request("GET", "/live/", headers={"Authorization": f"Bearer {self.token}"})
        self.answer = self.connection.getresponse()
        self.heard: queue.Queue[dict[str, str]] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with suppress(OSError, ValueError):
            for line in self.answer:
                if line.startswith(b"data: "):
                    self.heard.put(json.loads(line.removeprefix(b"data: ")))

    def next(self, seconds: float = 10) -> dict[str, str] | None:
        """Return the next event, or None when none comes in time."""
        with suppress(queue.Empty):
            return self.heard.get(timeout=seconds)
        return None


def token_of(actor) -> str:
    account = Account.objects.get(pk=actor.account_id)
    return everywhere(issue_token)(account=account, label="test", by=SYSTEM, at=AT)[1]


@pytest.fixture
def live(transactional_db, database_environment) -> Iterator[Callable[..., Page]]:
    """Run the live process and return how to open a page on it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "asginl", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", "1", "--workers-kill-timeout", "1"]
    environment = os.environ | database_environment | {"DOORSTEP_HTTPS": "0"}
    process = subprocess.Popen([*command, "doorstep.project.live:application"], env=environment)
    try:
        _wait_for(port)
        yield lambda actor: Page(port, token_of(actor))
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port: int) -> None:
    for _try in range(300):
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        time.sleep(0.1)
    raise AssertionError("the live process did not come up")


def tell(place: str, subject: str, *persons: int) -> None:
    fact = Fact(place=place, subject=subject, persons=persons)
    everywhere(publish)(fact, by=SYSTEM, at=AT)


@pytest.mark.slow
def test_each_hears_their_own_and_again_after_the_database_was_away(live):
    sun, li = sun_guihua(), resident("李建国")
    pages = {
        "chen": live(chen_min()),
        "lu": live(lu_jia()),
        "sun": live(own_account(sun)),
        "li": live(own_account(li)),
    }
    assert pages["chen"].answer.headers["Content-Type"] == "text/event-stream"
    assert pages["chen"].next() == {"fact": "live.Resumed", "subject": ""}

    tell(SHIXIN, "case:1", sun.pk)
    tell(LINFEN, "case:2", li.pk)
    assert pages["chen"].next()["subject"] == "case:1"
    assert pages["lu"].next()["subject"] == "case:2"
    assert pages["sun"].next()["subject"] == "case:1"
    assert pages["li"].next()["subject"] == "case:2"
    assert pages["chen"].next(1) is None

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE query LIKE 'LISTEN%' AND datname = current_database()"
        )
    assert pages["chen"].next() == {"fact": "live.Resumed", "subject": ""}
    tell(SHIXIN, "case:3", sun.pk)
    assert pages["chen"].next()["subject"] == "case:3"
    assert pages["sun"].next()["fact"] == "live.Resumed"


@pytest.mark.slow
def test_who_is_not_signed_in_hears_nothing(live):
    page = live(chen_min())
    page.token = "dst_wrong"
    page.__post_init__()
    assert page.answer.status == 401
