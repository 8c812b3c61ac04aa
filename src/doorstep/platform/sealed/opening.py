"""The one way to see a sealed value: with a purpose, leaving a mark in the trail."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Invalid
from doorstep.platform import trail
from doorstep.platform.models import TrailEntry

log = structlog.get_logger("doorstep.sealed")
_OPENED, _MANY = "sealed.opened", "sealed.many_opened"
_HOUR = timedelta(hours=1)


class PurposeMissing(Invalid):
    code = "purpose-missing"
    title = N_("Say what you need this for.")
    mend = N_("Choose the case at hand, or write the purpose in a few words.")


def open_sealed(instance: Any, field: str, *, by: Actor, purpose: str, at: datetime) -> str:
    """Return the clear value of a sealed field of ``instance`` and record who saw it and why.

    Raises:
        PurposeMissing: ``purpose`` is shorter than two characters.
    """
    if len(purpose.strip()) < 2:
        raise PurposeMissing(fields={"purpose": PurposeMissing.title})
    sealed = getattr(instance, field)
    trail.record(
        action=_OPENED,
        by=by,
        at=at,
        subject=f"{instance._meta.model_name}:{instance.pk}",
        place=getattr(instance, "place", ""),
        purpose=purpose.strip(),
        detail={"field": field},
    )
    _raise_alarm_when_many(by=by, at=at)
    return sealed.reveal() if sealed is not None else ""


def _raise_alarm_when_many(*, by: Actor, at: datetime) -> None:
    """Tell the security administrator, once an hour, of somebody who opens one value after another.

    Nothing is refused: on a day of a typhoon it may be right, and somebody can ask.
    """
    many: int = settings.SEALED_OPENINGS_AN_HOUR
    if by.is_resident:
        return  # they open their own few values, and their role may not read the trail
    if by.account_id is None or not _opened_within_the_hour(by.account_id, many, at):
        return
    subject = f"account:{by.account_id}"
    if TrailEntry.objects.filter(subject=subject, action=_MANY, at__gt=at - _HOUR).exists():
        return
    trail.record(action=_MANY, by=by, at=at, subject=subject, detail={"at_least": many})
    log.warning("many_opened", account=by.account_id, at_least=many)


def _opened_within_the_hour(account: int, many: int, at: datetime) -> bool:
    """Say whether the account's ``many``-th newest opening is younger than an hour."""
    opened = TrailEntry.objects.filter(actor_id=account, action=_OPENED)
    times = opened.order_by("-id").values_list("at", flat=True)[many - 1 : many]
    return any(moment > at - _HOUR for moment in times)
