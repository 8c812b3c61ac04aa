"""Rate (好差评): she judges how the round went; once, freely, and for good."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction

from doorstep.casework.events import CaseRated
from doorstep.casework.models import Case, Closing, Rating
from doorstep.casework.operations._access import locked_case
from doorstep.casework.operations._moving import checked_text, make_entry, tell
from doorstep.casework.operations.close_case import close_case
from doorstep.casework.permissions import TAKE_RATING
from doorstep.casework.rules.states import State
from doorstep.casework.selectors.cases import access_case
from doorstep.casework.selectors.kinds import kind_of
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict, Expired, Forbidden, Invalid
from doorstep.platform import trail

RATE_WITHIN = timedelta(days=30)


class ScoreUnknown(Invalid):
    code = "score-unknown"
    title = N_("A rating is one of five steps.")
    mend = N_("Choose from very satisfied to very dissatisfied.")


class NotRated(Conflict):
    code = "case-not-rated"
    title = N_("Case {number} can't be rated.")
    mend = N_("A case is rated when it is closed, by whoever asked for it.")


class RatedAlready(Conflict):
    code = "case-rated-already"
    title = N_("This was rated already.")
    mend = N_("A rating stands as it was given. Write a message if there is more to say.")


class RateTooLate(Expired):
    code = "case-rate-too-late"
    title = N_("Case {number} was closed more than 30 days ago.")
    mend = N_("Write a message or ask anew.")


def rate_case(
    *,
    number: str,
    score: int,
    by: Actor,
    at: datetime,
    words: str = "",
    channel: str = Case.Channel.APP,
) -> Rating:
    """Keep the asker's rating, 5 to 1. Staff may take it by call-back, never on their own case.
    Her own rating of a resolved case closes it: she has judged that the round is over.

    Raises:
        ScoreUnknown, NotRated, RatedAlready, RateTooLate, CaseNotFound, Forbidden, TextTooLong.
    """
    if score not in range(1, 6) or isinstance(score, bool):
        raise ScoreUnknown(fields={"score": ScoreUnknown.title})
    with transaction.atomic(), _judged_over(number, by=by, at=at) as case:
        closing = _closing_to_rate(case, by=by, at=at)
        rating = Rating.objects.create(
            closing=closing,
            case=case,
            place=case.place,
            score=score,
            words=checked_text(words, 1_000, name="words"),
            channel=channel,
            resident_id=case.asker_id,
            taken_by_id=None if by.is_resident else by.account_id,
            at=at,
        )
        # The rated see that a rating came, not which: the score stands in the rating alone.
        entry = make_entry(case, "rate", by=by, at=at, data={"round": closing.round})
        entry.save(force_insert=True)
        trail.record(action="case.rate", by=by, at=at, subject=case.subject, place=case.place)
        tell(CaseRated, case, entry, by=by, at=at, rating=rating.pk, score=score)
    return rating


@contextmanager
def _judged_over(number: str, *, by: Actor, at: datetime) -> Iterator[Case]:
    """Give the locked case, closed first when its asker rates what was resolved."""
    seen = access_case(by, number)
    if by.is_resident and seen.state == State.RESOLVED and kind_of(seen.kind_id).rated:
        close_case(number=number, by=by, at=at)
    with locked_case(number, by=by) as case:
        yield case


def _closing_to_rate(case: Case, *, by: Actor, at: datetime) -> Closing:
    if by.is_resident:
        if case.asker_id not in by.persons:
            raise Forbidden(permission=TAKE_RATING)
    else:
        by.require(TAKE_RATING, case.place)
        if by.kind != "system" and case.handler_id == by.account_id:
            raise Forbidden(permission=TAKE_RATING)
    rated = kind_of(case.kind_id).rated and case.asker_id is not None
    closing = case.closings.order_by("-id").first()
    if not rated or case.state != State.CLOSED or closing is None:
        raise NotRated(number=case.number)
    if at - closing.at > RATE_WITHIN:
        raise RateTooLate(number=case.number)
    if Rating.objects.filter(closing=closing).exists():
        raise RatedAlready(number=case.number)
    return closing
