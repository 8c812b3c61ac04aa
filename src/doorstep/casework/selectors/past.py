"""Conditions on what has happened to a case: answered, closed, judged, worked on jointly."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q

from doorstep.casework.models import Assignment, Closing, Rating
from doorstep.casework.permissions import SEE_RATINGS, in_places, places_where
from doorstep.casework.rules.kinds import BAD_SCORE
from doorstep.kernel.actor import Actor

ANSWERED_IN_TIME = Q(replied_at__isnull=False) & (
    Q(reply_due_at=None) | Q(replied_at__lte=F("reply_due_at"))
)


def answered(how: str, at: datetime) -> Q:
    """Return the condition on the first answer. ``how``: ``in_time``, or ``late``: it came late,
    or it is owed and late by now."""
    if how == "in_time":
        return ANSWERED_IN_TIME
    came_late = Q(replied_at__isnull=False, replied_at__gt=F("reply_due_at"))
    return came_late | Q(replied_at=None, reply_due_at__lt=at)


def was_closed(
    since: datetime | None, until: datetime | None, *, on_the_spot: bool | None = None
) -> Exists:
    """Return the condition that a round was closed in a period, on the spot or not."""
    closings = Closing.objects.filter(case=OuterRef("pk"), **_between(since, until))
    if on_the_spot is not None:
        closings = closings.filter(on_the_spot=on_the_spot)
    return Exists(closings)


def was_rated_badly(since: datetime | None, until: datetime | None) -> Exists:
    """Return the condition that a bad rating was given in a period."""
    ratings = Rating.objects.filter(
        case=OuterRef("pk"), score__lte=BAD_SCORE, **_between(since, until)
    )
    return Exists(ratings)


def has_joint_work() -> Exists:
    """Return the condition that joint work is open."""
    return Exists(Assignment.objects.filter(case=OuterRef("pk"), ended_at=None))


def whose_ratings_may_be_seen(actor: Actor) -> Q:
    """Return the condition that single ratings of a case may be seen: the right at its place, and
    not one's own work, because whoever is rated must not learn who rated them."""
    if actor.kind == "system":
        return Q()
    own = Q(handler_id=actor.account_id, handler_id__isnull=False)
    return in_places(places_where(actor, SEE_RATINGS)) & ~own


def _between(since: datetime | None, until: datetime | None) -> dict[str, datetime]:
    bounds = {"at__gte": since, "at__lt": until}
    return {name: moment for name, moment in bounds.items() if moment is not None}
