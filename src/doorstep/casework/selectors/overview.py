"""What the secretary and the subdistrict look at besides the sums of ``counts``."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Count
from django.db.models.functions import TruncDate

from doorstep.casework.models import Assignment
from doorstep.casework.permissions import SEE_BOARD, visible_to
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import SHANGHAI
from doorstep.kernel.places import hi_of


def came_by_day(actor: Actor, place: str, *, since: datetime, until: datetime) -> dict[date, int]:
    """Return how many cases were opened at ``place`` on each day that had any (one query).

    Raises:
        Forbidden: the actor's grants don't carry sums there.
    """
    actor.require(SEE_BOARD, place)
    cases = visible_to(actor).within(place).filter(created_at__gte=since, created_at__lt=until)
    days = cases.annotate(day=TruncDate("created_at", tzinfo=SHANGHAI)).values("day")
    return {row["day"]: row["n"] for row in days.annotate(n=Count("id")).order_by("day")}


def joint_work_open(actor: Actor, place: str, *, limit: int = 20) -> list[Assignment]:
    """Return open joint work on cases at ``place``, what is due first at the top (one query)."""
    actor.require(SEE_BOARD, place)
    found = Assignment.objects.filter(
        ended_at=None, place__gte=place, place__lt=hi_of(place), case__in=visible_to(actor)
    )
    return list(found.select_related("case", "assignee").order_by("due_at", "id")[:limit])
