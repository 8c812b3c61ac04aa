"""Reads; row-level security keeps what lies elsewhere out of sight."""

from __future__ import annotations

from django.db.models import QuerySet

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotFound
from lost_and_found.models import Find, Search
from lost_and_found.permissions import KEEP

LIMIT = 100


def finds_waiting(actor: Actor, place: str = "", *, limit: int = LIMIT) -> QuerySet[Find]:
    """Return what waits for its owner at or below ``place``, the newest first."""
    actor.require(KEEP)
    return Find.objects.filter(hand_over=None, place__startswith=place).order_by("-id")[:limit]


def searches(actor: Actor) -> int:
    """Return how many people are looking for something."""
    actor.require(KEEP)
    return Search.objects.count()


def access_find(actor: Actor, number: int) -> Find:
    """Return a find that ``actor`` may hand over, locked until the transaction ends.

    Raises:
        NotFound: there is none in the actor's places.
    """
    find = Find.objects.select_for_update().filter(pk=number).first()
    if find is None:
        raise NotFound
    actor.require(KEEP, find.place)
    return find
