"""Reading who is on duty and who leads a block."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from doorstep.people.models import Account, BlockLead, StationDuty


def who_is_on_duty(station: str, at: datetime) -> list[StationDuty]:
    """Return the duties at the station with code ``station`` at ``at``, with their accounts."""
    return list(
        StationDuty.objects.at(timezone.localtime(at))
        .filter(station_id=station, account__is_active=True)
        .select_related("account")
        .order_by("starts", "account__name")
    )


def duties_of_day(station: str, day: date) -> list[StationDuty]:
    """Return all duties of ``day`` at the station, by time."""
    return list(
        StationDuty.objects.on(day)
        .filter(station_id=station, account__is_active=True)
        .select_related("account")
        .order_by("starts", "account__name")
    )


def roster_of(station: str, day: date) -> list[StationDuty]:
    """Return the weekly roster of the station as it holds on ``day``."""
    running = StationDuty.objects.filter(station_id=station).exclude(until__lt=day)
    return list(running.select_related("account").order_by("weekday", "starts"))


def lead_of_block(block: str, day: date) -> Account | None:
    """Return who leads the block with code ``block`` on ``day``."""
    found = BlockLead.objects.valid(day).filter(block_id=block).select_related("account").first()
    return found.account if found else None


def lead_of_building(building: str, day: date) -> Account | None:
    """Return who leads the block that the building with this place code belongs to."""
    found = (
        BlockLead.objects.valid(day)
        .filter(block__buildings__building_id=building[:18])
        .select_related("account")
        .first()
    )
    return found.account if found else None


def leads_at(place: str, day: date) -> list[BlockLead]:
    """Return the leads of all blocks at or below ``place``, by block."""
    found = BlockLead.objects.valid(day).filter(place__gte=place, place__lt=place + ":")
    return list(found.select_related("account", "block").order_by("block_id"))


def blocks_led_by(account_id: int, day: date) -> list[str]:
    """Return the codes of the blocks that the account leads on ``day``."""
    found = BlockLead.objects.valid(day).filter(account_id=account_id)
    return list(found.order_by("block_id").values_list("block_id", flat=True))
