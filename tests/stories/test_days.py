"""Days of the calendar: what is promised, what happens when nobody looks."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from doorstep.casework.jobs import fire
from doorstep.casework.models import Case, Clock, TimelineEntry
from doorstep.people.tests.factories import everywhere
from tests.stories.conftest import asked, moved

pytestmark = pytest.mark.django_db


@everywhere
def _reply_due(number: str) -> datetime:
    case = Case.objects.get(number=number)
    return timezone.localtime(Clock.objects.get(case=case, what="reply").due_at)


@everywhere
def _fired(number: str) -> list[str]:
    entries = TimelineEntry.objects.filter(case__number=number, verb="clock").order_by("id")
    return [f"{entry.data['clock']} {entry.data['step']}" for entry in entries]


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ((2026, 11, 20, 16, 0), (11, 24)),  # Friday → Tuesday
        ((2026, 11, 21, 9, 0), (11, 24)),  # Saturday counts from Monday
        ((2026, 9, 30, 16, 0), (10, 9)),  # the week of National Day lies between
        ((2026, 9, 18, 16, 0), (9, 21)),  # the Sunday before it is worked
    ],
)
def test_she_is_promised_an_answer_within_two_working_days(clock, town, sits, at, day) -> None:
    clock.set(*at)
    phone = sits(town.sun_herself)
    number = asked(phone)
    due = _reply_due(number)
    assert (due.month, due.day) == day
    assert clock.now < due
    assert phone.get(f"/my/{number}/").context["matter"]["due_words"]


def test_friday_asked_tuesday_answered(clock, town, sits) -> None:
    number = asked(sits(town.sun_herself))
    clock.set(2026, 11, 24, 10)
    desk = sits(town.chen)
    moved(desk, number, "acceptance")
    moved(desk, number, "reply", text="师傅明早九点来")
    fire(clock.set(2026, 11, 25, 12))
    assert "已按时答复" in sits(town.chen).get(f"/cases/{number}/").content.decode()
    assert _fired(number) == []


def test_after_three_days_of_outage_every_clock_rings_once_and_in_order(clock, town, sits) -> None:
    number = asked(sits(town.sun_herself))
    back = _reply_due(number) + timedelta(days=3)
    clock.set(back.year, back.month, back.day, back.hour)
    fire(clock.now)
    rang = _fired(number)
    fire(clock.now)
    assert _fired(number) == rang
    assert rang[:2] == ["reply soon", "reply late"]
    assert len(rang) == len(set(rang))


def test_the_secretary_sees_what_is_late_and_is_led_to_it(clock, town, sits) -> None:
    number = asked(sits(town.sun_herself))
    desk = sits(town.zhou)
    assert f"/cases/{number}/" not in desk.get("/overview/").content.decode()
    clock.set(2026, 11, 27, 10)
    fire(clock.now)
    desk = sits(town.zhou)
    assert f"/cases/{number}/" in desk.get("/overview/").content.decode()
    assert f"/cases/{number}/" in desk.get("/work/?late=1&whose=all").content.decode()
    assert desk.get(f"/cases/{number}/").status_code == 200
    elsewhere = sits(town.lu)
    assert elsewhere.get(f"/cases/{number}/").status_code == 404
