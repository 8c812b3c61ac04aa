"""Opening a sealed value leaves a mark; opening one after another raises an alarm."""

from __future__ import annotations

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from doorstep.people.tests.factories import acting, chen_min, everywhere, sun_guihua
from doorstep.platform.models import TrailEntry
from doorstep.platform.sealed import PurposeMissing, open_sealed
from doorstep.platform.tests.stage import AT


@pytest.fixture
def sun(db, settings):
    settings.SEALED_OPENINGS_AN_HOUR = 3
    person = sun_guihua()
    everywhere(person.refresh_from_db)()  # what is in hand is now what the database has
    return person


def open_phone(sun, chen, minutes: int = 0) -> str:
    at = AT + timedelta(minutes=minutes)
    return open_sealed(sun, "phone", by=chen, purpose="case:26110001", at=at)


def alarms() -> int:
    return TrailEntry.objects.filter(action="sealed.many_opened").count()


def test_it_is_written_down_who_saw_what_and_why(sun):
    with acting(chen_min()) as chen:
        assert open_phone(sun, chen) == "13812341234"
    entry = TrailEntry.objects.get(action="sealed.opened")
    assert (entry.purpose, entry.detail) == ("case:26110001", {"field": "phone"})
    assert "13812341234" not in str(entry.__dict__)


@pytest.mark.parametrize("purpose", ["", " ", "x"])
def test_without_a_purpose_nothing_opens(sun, purpose):
    with acting(chen_min()) as chen, pytest.raises(PurposeMissing):
        open_sealed(sun, "phone", by=chen, purpose=purpose, at=AT)
    assert not TrailEntry.objects.filter(action="sealed.opened").exists()


def test_many_in_an_hour_raise_the_alarm_once(sun):
    with acting(chen_min()) as chen, capture_logs() as logs:
        for minute in range(6):
            open_phone(sun, chen, minute)
    assert alarms() == 1
    assert [line["log_level"] for line in logs if line["event"] == "many_opened"] == ["warning"]


def test_as_many_over_a_day_raise_none(sun):
    with acting(chen_min()) as chen:
        for hour in range(6):
            open_phone(sun, chen, hour * 31)
    assert alarms() == 0


def test_in_the_next_hour_it_is_said_again(sun):
    with acting(chen_min()) as chen:
        for minute in (0, 1, 2, 70, 71, 72):
            open_phone(sun, chen, minute)
    assert alarms() == 2
