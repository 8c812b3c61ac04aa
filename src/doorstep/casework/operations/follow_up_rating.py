"""Follow up a bad rating: a case of its own, for the secretary, so that somebody calls her."""

from __future__ import annotations

from datetime import datetime

from doorstep.casework.models import Case, Rating
from doorstep.casework.operations.open_case import Asked, open_case
from doorstep.casework.rules.kinds import BAD_SCORE
from doorstep.kernel.actor import Actor

FOLLOW_UP = "follow-up"


def follow_up_rating(*, rating_id: int, by: Actor, at: datetime) -> Case | None:
    """Open the follow-up of a rating of 1 or 2; None for a better one. Repeating it returns the
    case that is there."""
    rating = Rating.objects.select_related("case").get(pk=rating_id)
    if rating.score > BAD_SCORE:
        return None
    case = rating.case
    return open_case(
        kind=FOLLOW_UP,
        place=case.place,
        place_text=case.place_text,
        words=rating.words,
        answers={"case": case.number, "score": rating.score},
        asked=Asked(resident=rating.resident_id),
        channel=Case.Channel.RULE,
        follows=case,
        idempotency_key=f"rating:{rating.pk}",
        by=by,
        at=at,
    )
