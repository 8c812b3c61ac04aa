"""Put a colleague on the roster of a station, and take them off."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict, Invalid
from doorstep.people.models import Account, StationDuty
from doorstep.people.permissions import DUTY_PLAN
from doorstep.platform import trail


class DutyOverlaps(Conflict):
    code = "duty-overlaps"
    title = N_("{name} is on duty at that time already.")
    mend = N_("Choose another time, or end the other duty first.")


class DutyEndsBeforeItStarts(Invalid):
    code = "duty-order"
    title = N_("The duty ends before it starts.")
    mend = N_("Check the two times.")


def plan_duty(
    *,
    station: Any,
    account: Account,
    weekday: int,
    starts: time,
    ends: time,
    since: date,
    by: Actor,
    at: datetime,
    until: date | None = None,
) -> StationDuty:
    """Let ``account`` be at ``station`` (a places.Station) every ``weekday`` (1–7).

    Raises:
        Forbidden, DutyOverlaps, DutyEndsBeforeItStarts.
    """
    by.require(DUTY_PLAN.code, station.place_id)
    if ends <= starts or not 1 <= weekday <= 7:
        raise DutyEndsBeforeItStarts(fields={"ends": DutyEndsBeforeItStarts.title})
    try:
        with transaction.atomic():
            duty = StationDuty.objects.create(
                station=station,
                place=station.place_id,
                account=account,
                weekday=weekday,
                starts=starts,
                ends=ends,
                since=since,
                until=until,
            )
    except IntegrityError as error:
        raise DutyOverlaps(name=account.name) from error
    trail.record(
        action="duty.planned",
        by=by,
        at=at,
        subject=f"account:{account.pk}",
        place=station.place_id,
        detail={"duty": duty.pk, "station": station.pk},
    )
    return duty


def end_duty(*, duty: StationDuty, on: date, by: Actor, at: datetime) -> None:
    """Take a duty off the roster from the day ``on``; one that never began is removed."""
    by.require(DUTY_PLAN.code, duty.place)
    with transaction.atomic():
        if duty.since >= on:
            duty.delete()
        else:
            duty.until = on - timedelta(days=1)
            duty.save(update_fields=["until"])
        trail.record(
            action="duty.ended",
            by=by,
            at=at,
            subject=f"account:{duty.account_id}",
            place=duty.place,
            detail={"station": duty.station_id},
        )
