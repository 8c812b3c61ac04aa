"""Reading who is on duty and who leads a block."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotFound
from doorstep.kernel.places import LENGTHS, hi_of, line_of
from doorstep.people.models import Account, BlockLead, Grant, StationDuty


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


def colleagues_at(place: str, at: datetime) -> list[Account]:
    """Return the open staff accounts with a right at or below ``place``, or at the subdistrict or
    community above it, by name: who may be put on a roster there."""
    near = [code for code in line_of(place) if len(code) >= LENGTHS["subdistrict"]]
    here = Q(place__gte=place, place__lt=hi_of(place)) | Q(place__in=near)
    holders = Grant.objects.valid(at).filter(here).values("account_id")
    staff = Account.objects.filter(kind=Account.Kind.STAFF, is_active=True, pk__in=holders)
    return list(staff.order_by("name", "login"))


def access_duty(actor: Actor, duty_id: int) -> StationDuty:
    """Return a duty of the actor's places.

    Raises:
        NotFound: there is none.
    """
    found = StationDuty.objects.select_related("account", "station").filter(pk=duty_id).first()
    if found is None or not actor.scope().covers(found.place):
        raise NotFound
    return found
