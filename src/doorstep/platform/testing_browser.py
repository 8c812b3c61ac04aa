"""Browser tests: Debian's Chromium through Playwright, or a skip that nobody can overlook.

``make test`` installs Chromium and Chinese fonts when it may. DOORSTEP_REQUIRE_BROWSER=1 (set by
``.ci/run``) turns a missing browser into a failure; DOORSTEP_CHROMIUM names another binary.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MISSING = (
    "no Chromium here: apt-get install chromium fonts-noto-cjk (DOORSTEP_CHROMIUM names another)"
)


def chromium_path() -> str:
    """Return the browser's path, or "" when there is none."""
    found = (shutil.which(name) for name in _NAMES)
    return os.environ.get("DOORSTEP_CHROMIUM") or next(filter(None, found), "")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give one Chromium for all browser tests of this process."""
    path = chromium_path()
    if not path:
        if os.environ.get("DOORSTEP_REQUIRE_BROWSER") == "1":
            pytest.fail(_MISSING, pytrace=False)
        pytest.skip(_MISSING)
    # Playwright keeps an event loop in this thread; Django would refuse to query beside it.
    patched = pytest.MonkeyPatch()
    patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    # Chromium refuses its sandbox to root; /dev/shm of a container is too small for its pages.
    arguments = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()
    patched.undo()


@pytest.fixture(scope="session")
def live_server(request: pytest.FixtureRequest) -> Any:
    """Start pytest-django's server without its move to HTTPS, which it can't speak.

    Only while it starts: middleware reads these settings once, and tests that want them as a
    deployment has them run in the same process.
    """
    with override_settings(SECURE_SSL_REDIRECT=False, SECURE_HSTS_SECONDS=0):
        return request.getfixturevalue("live_server")


@pytest.fixture
def page(browser: Browser, settings: Any) -> Iterator[Page]:
    """Give a fresh page (own cookies), Chinese, 1440 wide."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "session", "csrf"
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say at the end, where it is read, that the browser tests did not run."""
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", ())
        if "no Chromium here" in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.section("BROWSER TESTS SKIPPED", sep="*", red=True, bold=True)
        terminalreporter.line(f"{len(skipped)} browser tests did not run: {_MISSING}")
