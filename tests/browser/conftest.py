"""A browser for whoever is named, at whatever width; and a small town to look at."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import hands
from tests.browser.small_town import SmallTown, build

Opens = Callable[..., Page]
SHOTS = Path(__file__).resolve().parents[2] / "var/screenshots"


@pytest.fixture
def town(transactional_db: None, settings: Any, tmp_path: Path) -> SmallTown:
    """Give the small town, committed, so that the live server sees it."""
    settings.MEDIA_ROOT = tmp_path
    settings.DOORSTEP_SMS = "doorstep.people.accounts.sms.MemorySms"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "session", "csrf"
    return build()


@pytest.fixture
def opens(browser: Browser, live_server: Any, town: SmallTown) -> Iterator[Opens]:
    """Return a maker of browsers: ``opens(town.chen)`` is hers, 1440 wide, with her session.

    Whatever a page's scripts complain of fails the test.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def hear(page: Page) -> None:
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda said: (
                complaints.append(f"{page.url}: {said.text}")
                if said.type == "error" and "Content Security Policy" in said.text
                else None
            ),
        )

    def opened(actor: Any = None, *, width: int = hands.DESK, **options: Any) -> Page:
        size = {"width": width, "height": 844 if width <= hands.PHONE else 900}
        given = {"locale": "zh-CN", "viewport": size, "base_url": live_server.url} | options
        context = browser.new_context(**given)
        context.set_default_timeout(10_000)
        contexts.append(context)
        context.on("page", hear)
        if actor is not None:
            context.add_cookies([hands.session_cookie(actor, live_server.url)])
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def live_pages(
    town: SmallTown, database_environment: dict[str, str], settings: Any
) -> Iterator[int]:
    """Start the live process (server-sent events) on this test's database; give its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "asginl", "--workers", "1"]
    command += ["--host", "127.0.0.1", "--port", str(port), "doorstep.project.live:application"]
    environment = os.environ | database_environment | {"DOORSTEP_HTTPS": "0"}
    # A session of its own, so that its worker goes with it; open streams would let it wait.
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}/healthz")
            settings.LIVE_PORT = str(port)
            yield port
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def _wait_for(address: str) -> None:
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


@pytest.fixture
def shot() -> Callable[[Page, str], None]:
    """Save what is seen to var/screenshots, for people to look at."""

    def take(page: Page, name: str) -> None:
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / f"{name}.png", full_page=True)

    return take
