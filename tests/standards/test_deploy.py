"""Settings as a public installation has them: Django's deployment checklist, cookies, HTTPS."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ASK = """
import json
import django
django.setup()
from django.conf import settings
from django.core import checks
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory

found = checks.run_checks(include_deployment_checks=True)
client = Client(headers={"X-Forwarded-Proto": "https"})
plain = Client().get("/healthz")
page = client.get("/healthz", secure=True)
names = ("SESSION_COOKIE_", "CSRF_COOKIE_")
ends = ("NAME", "SECURE", "HTTPONLY", "SAMESITE", "DOMAIN", "PATH")
print(json.dumps({
    "found": [str(message) for message in found],
    "cookies": {n + e: getattr(settings, n + e) for n in names for e in ends},
    "plain": [plain.status_code, plain.headers.get("Location")],
    "hsts": page.headers.get("Strict-Transport-Security"),
    "live": settings.LIVE_PORT,
    "debug": settings.DEBUG,
}))
"""


@pytest.fixture(scope="module")
def deployed(tmp_path_factory) -> dict:
    """Return what a process with the settings of an installation says of itself."""
    folder: Path = tmp_path_factory.mktemp("installation")
    kept = {"PATH", "HOME", "LANG", "PYTHONPATH", "VIRTUAL_ENV", "XDG_RUNTIME_DIR"}
    environment = {name: value for name, value in os.environ.items() if name in kept}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "doorstep.project.settings",
        "DOORSTEP_VAR": str(folder),
        "DOORSTEP_HOSTS": "doorstep.example,testserver",
        "LIVE_PORT": "8001",
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_the_checklist_of_django_is_clean(deployed):
    assert deployed["found"] == []
    assert deployed["debug"] is False


@pytest.mark.parametrize("cookie", ["SESSION_COOKIE_", "CSRF_COOKIE_"])
def test_cookies_belong_to_this_host_alone(deployed, cookie):
    kept = {name.removeprefix(cookie): v for name, v in deployed["cookies"].items()
            if name.startswith(cookie)}  # fmt: skip
    assert kept.pop("NAME").startswith("__Host-")
    assert kept == {
        "SECURE": True, "HTTPONLY": True, "SAMESITE": "Lax", "DOMAIN": None, "PATH": "/",
    }  # fmt: skip


def test_everything_goes_over_https(deployed):
    assert deployed["plain"] == [301, "https://testserver/healthz"]
    assert deployed["hsts"] == "max-age=31536000; includeSubDomains; preload"
    assert deployed["live"] == ""


def test_secrets_are_made_for_the_owner_alone(deployed, tmp_path_factory):
    made = list(tmp_path_factory.getbasetemp().glob("installation*/keys/*"))
    assert made
    assert all(path.stat().st_mode & 0o077 == 0 for path in made)


HEALTH = """
import json, time
import django
django.setup()
from django.test import Client
client = Client(headers={"X-Forwarded-Proto": "https"})
began = time.monotonic()
print(json.dumps([client.get(path).status_code for path in ("/healthz", "/metrics", "/readyz")]))
print(time.monotonic() - began)
"""


def test_without_a_database_it_is_alive_and_says_that_it_is_not_ready(tmp_path):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "doorstep.project.settings_test",
        "DOORSTEP_VAR": str(tmp_path),
        "DATABASE_URL": "postgresql://doorstep_app@127.0.0.1:9/doorstep?connect_timeout=2",
    }
    done = subprocess.run(
        [sys.executable, "-c", HEALTH], env=environment, capture_output=True, text=True
    )
    statuses, seconds = done.stdout.splitlines()[-2:]
    assert json.loads(statuses) == [200, 200, 503], done.stderr
    assert float(seconds) < 15, "whoever asks after health waits no longer"
