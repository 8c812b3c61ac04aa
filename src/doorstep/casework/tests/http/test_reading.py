"""What comes in is read carefully: odd addresses and bodies get a clear 4xx, never a 500."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from doorstep.platform.http.paging import encode_cursor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "/cases/%00",
        "/cases/%F0%9F%98%80",
        "/cases/%FF%FE",
        "/cases/" + "9" * 3_000,
        "/cases?asker=1000000000000000000000000000000",
        "/cases?handler=-1",
        "/cases?cursor=%00",
        "/cases?cursor=" + encode_cursor(["newest", "", 10**30]),
        "/cases?cursor=" + encode_cursor(["due", "never", 1]),
        "/cases?cursor=" + "x" * 5_000,
        "/cases?place=%ED%A0%80",
        "/cases?limit=0",
        "/cases?since=2026-11-20",
        "/cases?since=9999-12-31T23:59:59-14:00",
        "/cases/261120-000001/timeline?cursor=" + encode_cursor(["a"]),
        "/find?q=%00",
        "/find?q=" + "q" * 101,
        "/find",
        "/residents?cursor=" + encode_cursor([1, "a"]),
        "/residents/1000000000000000000000000000000",
        "/divisions?cursor=" + encode_cursor(["\x00"]),
        "/items/%00",
        "/kinds/no-such-kind",
    ],
)
def test_odd_addresses(chen, path):
    answer = chen.get(path)
    assert 400 <= answer.status_code < 500, path
    assert answer["Content-Type"] == "application/problem+json"


def raw(caller, body: bytes, kind: str = "application/json"):
    headers = caller.headers({"Idempotency-Key": "raw-body-0001"})
    client = Client(raise_request_exception=False)
    return client.post("/api/v1/cases", body, content_type=kind, headers=headers, secure=True)


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff\xfe{}",
        b'{"kind": NaN}',
        b'{"kind": 1e999}',
        b'{"kind": "\\u0000"}',
        b'{"kind": "\\ud800"}',
        b"[" * 100_000,
        json.dumps({"answers": {"a": {"b": 10**40}}}).encode(),
    ],
)
def test_bodies_that_cannot_be_read(chen, body):
    answer = raw(chen, body)
    assert (answer.status_code, answer.json()["code"]) == (400, "body-unreadable")


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b'"text"', b"5", b"{}"])
def test_bodies_that_do_not_fit(chen, body):
    answer = raw(chen, body)
    assert answer.status_code == 422 and answer.json()["fields"]


def test_a_body_that_is_too_large(chen):
    answer = raw(chen, b'{"words": "' + b"x" * 3_000_000 + b'"}')
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")


def test_parts_that_are_none(chen):
    answer = raw(chen, b"nonsense", "multipart/form-data")
    assert 400 <= answer.status_code < 500


def test_fields_are_named_in_the_readers_language(chen):
    client = Client(raise_request_exception=False)
    headers = chen.headers({"Idempotency-Key": "language-0001", "Accept-Language": "zh-CN"})
    answer = client.post(
        "/api/v1/cases", {"words": 5}, content_type="application/json", headers=headers, secure=True
    )
    assert answer.json()["fields"] == {"kind": "这一项必填。", "words": "这里要填文字。"}
