"""Every answer closes what a browser would leave open: pages, errors, static files, the API."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.django_db
ANSWERS = [
    ("/signin/", 200),
    ("/stage/raise/broken/", 500),
    ("/stage/raise/forbidden/", 403),
    ("/no/such/page/", 404),
    ("/api/v1/no/such/route", 404),
    ("/api/v1/stage/raise/invalid/", 422),
    ("/healthz", 200),
    ("/metrics", 200),
    ("/static/platform/img/mark.svg", 200),
]


@pytest.fixture(params=ANSWERS, ids=[address for address, _status in ANSWERS])
def answer(request, stage):
    address, status = request.param
    found = stage("" if address == "/signin/" else "chen").get(address)
    assert found.status_code == status
    return found


def test_nothing_is_guessed_framed_or_told_to_others(answer):
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_policy_says_what_may_be_loaded(answer):
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_devices_stay_closed(answer):
    assert "payment=()" in answer["Permissions-Policy"]
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_caches_keep_nothing(answer):
    if answer.request["PATH_INFO"].startswith("/static/"):
        pytest.skip("files of our own hold nothing personal and may be kept")
    assert answer["Cache-Control"] == "no-store"


def test_scripts_run_by_a_nonce_that_is_new_each_time(stage):
    pages = [stage().get("/signin/") for _visit in range(2)]
    nonces = [re.search(r"'nonce-([^']+)'", p["Content-Security-Policy"])[1] for p in pages]
    assert nonces[0] != nonces[1]
    assert f'nonce="{nonces[0]}"' in pages[0].content.decode()


@pytest.mark.parametrize("address", ["/signin/", "/design/", "/no/such/page/"])
def test_no_page_needs_what_the_policy_refuses(stage, address):
    page = stage("chen").get(address, follow=True).content.decode()
    assert not re.search(r"<script(?![^>]*(nonce|src|type=.application/json))", page)
    assert not re.search(r"\son[a-z]+=|\sstyle=", page)


def test_every_answer_has_a_number_to_ask_by(answer):
    if not answer.request["PATH_INFO"].startswith("/static/"):
        assert re.fullmatch("[0-9a-f]{16}", answer["X-Request-Id"])
