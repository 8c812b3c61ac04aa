"""Pieces that the people app puts on other apps' pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from doorstep.people.selectors.duty import duties_of_day, who_is_on_duty


def duty_panel(request: HttpRequest, subject: Any) -> str:
    """Return who is on duty at a station (``subject``: a places.Station or its code) now and later
    today; "" when nobody is planned."""
    now = timezone.now()
    station = str(getattr(subject, "pk", subject))
    today = duties_of_day(station, timezone.localdate(now))
    if not today:
        return ""
    here = {duty.pk for duty in who_is_on_duty(station, now)}
    rows = [{"duty": duty, "here": duty.pk in here} for duty in today]
    return render_to_string("people/accounts/duty_panel.html", {"rows": rows}, request=request)
