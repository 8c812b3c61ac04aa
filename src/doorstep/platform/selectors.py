"""Reads of the platform's own tables."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from doorstep.kernel.actor import Actor
from doorstep.kernel.places import LENGTHS, hi_of
from doorstep.platform.http.paging import Page, decode_cursor, encode_cursor
from doorstep.platform.models import TrailEntry
from doorstep.platform.permissions import TRAIL_SEE


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """What of the trail to show; empty fields show all."""

    action: str = ""
    subject: str = ""
    actor_name: str = ""
    cursor: str = ""


def trail_list(actor: Actor, wanted: TrailFilter, *, limit: int = 50) -> Page[TrailEntry]:
    """Return entries at the actor's places, the newest first.

    Raises:
        Forbidden: without the grant. CursorUnreadable: a cursor that isn't ours.
    """
    actor.require(TRAIL_SEE)
    entries = _at_places(actor)
    if wanted.action:
        entries = entries.filter(action__startswith=wanted.action)
    if wanted.subject:
        entries = entries.filter(subject=wanted.subject)
    if wanted.actor_name:
        entries = entries.filter(actor_name=wanted.actor_name)
    if wanted.cursor:
        entries = entries.filter(pk__lt=decode_cursor(wanted.cursor, int)[0])
    found = list(entries.order_by("-id")[: limit + 1])
    more = encode_cursor([found[limit - 1].pk]) if len(found) > limit else None
    return Page(found[:limit], more)


def _at_places(actor: Actor) -> QuerySet[TrailEntry]:
    """Keep the actor's places; acts without a place (sign-ins, lists) are the district's."""
    places = [grant.place for grant in actor.grants if TRAIL_SEE in grant.permissions]
    entries = TrailEntry.objects.none()
    if any(len(place) <= LENGTHS["district"] for place in places):
        entries = TrailEntry.objects.filter(place="")
    for place in places:
        entries = entries | TrailEntry.objects.filter(place__gte=place, place__lt=hi_of(place))
    return entries
