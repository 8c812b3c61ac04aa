"""Times, numbers and names as people say them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from doorstep.platform.templatetags.doorstep_ui import undo_url
from doorstep.platform.web.wording import (
    ago_or_day,
    clock_tone,
    phone_people,
    spark_path,
    time_left,
)

NOW = datetime(2026, 9, 3, 6, 30, tzinfo=UTC)  # Thursday 14:30 in Shanghai


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW, "today 14:30"),
        (NOW - timedelta(days=1), "yesterday 14:30"),
        (NOW + timedelta(hours=10), "tomorrow 00:30"),
        (NOW + timedelta(days=4), "Mon"),
        (NOW - timedelta(days=30), "4 Aug"),
        (NOW - timedelta(days=365), "3 Sep 2025"),
        (date(2026, 9, 3), "today"),
    ],
)
def test_days_as_people_say_them(moment, words):
    assert ago_or_day(moment, NOW) == words


def test_the_day_is_the_local_one():
    late_evening = datetime(2026, 9, 2, 17, 0, tzinfo=UTC)  # 3 September 01:00 in Shanghai
    assert ago_or_day(late_evening, NOW) == "today 01:00"


@pytest.mark.parametrize(
    ("delta", "words"),
    [
        (timedelta(days=1, hours=3), "1 day 3 hours left"),
        (timedelta(minutes=25), "25 minutes left"),
        (timedelta(seconds=20), "less than a minute left"),
        (timedelta(hours=-2), "2 hours late"),
        (timedelta(days=-3, minutes=-5), "3 days late"),
    ],
)
def test_how_long_is_left(delta, words):
    assert time_left(NOW + delta, NOW) == words


def test_a_clock_is_calm_then_soon_then_now():
    tones = [clock_tone(NOW + timedelta(hours=h), NOW) for h in (48, 24, 0, -1)]
    assert tones == ["calm", "soon", "soon", "now"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("13812345678", "138 1234 5678"),
        ("+8613812345678", "138 1234 5678"),
        ("138****5678", "138 **** 5678"),
        ("021-58901234", "021 5890 1234"),
        ("05718901234", "0571 890 1234"),
        ("58901234", "5890 1234"),
        ("12345", "12345"),
    ],
)
def test_phone_numbers_are_grouped(number, words):
    assert phone_people(number) == words


def test_a_line_of_one_or_equal_values_lies_in_the_middle():
    assert spark_path([]) == ("", 16)
    assert spark_path([5]) == ("M0.0,16.0 L100.0,16.0", 16)
    assert spark_path([1, 3])[0] == "M0.0,32.0 L100.0,0.0"


def test_undo_leads_only_to_our_own_addresses():
    assert undo_url("success undo:/cases/1/undo") == "/cases/1/undo"
    assert undo_url("undo://evil.example/") == ""
    assert undo_url("undo:https://evil.example/") == ""
    assert undo_url(None) == ""
