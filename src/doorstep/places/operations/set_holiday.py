"""Declare a day working or free for a place, over the official table."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.places.models import HolidayOverride
from doorstep.places.operations.load_calendar_year import tell_calendar
from doorstep.places.permissions import HOLIDAY_EDIT
from doorstep.places.selectors.divisions import access_division


def set_holiday(
    *, place: str, day: date, is_working: bool, name: str, by: Actor, at: datetime
) -> HolidayOverride:
    """Declare ``day``; said again, the newer word holds.

    Raises:
        DivisionMissing, Forbidden.
    """
    by.require(HOLIDAY_EDIT, place)
    with transaction.atomic():
        access_division(by, place)
        override, _made = HolidayOverride.objects.update_or_create(
            place=place,
            day=day,
            defaults={
                "is_working": is_working,
                "name": name.strip()[:40],
                "set_by": by.name[:80],
                "set_at": at,
            },
        )
        detail = {"day": day.isoformat(), "is_working": is_working}
        tell_calendar("holiday.set", place, day.year, by=by, at=at, detail=detail)
    return override
