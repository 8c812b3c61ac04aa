"""Rating."""

from datetime import timedelta

import pytest
from django.db import InternalError, transaction
from django.db.utils import DatabaseError

from doorstep.casework.models import Rating
from doorstep.casework.operations.rate_case import (
    NotRated,
    RatedAlready,
    RateTooLate,
    ScoreUnknown,
    rate_case,
)
from doorstep.casework.operations.reopen_case import reopen_case
from doorstep.casework.tests.factories import (
    LATER,
    acting,
    closed,
    last_entry,
    last_fact,
    last_trail,
    resolved,
)
from doorstep.kernel.errors import Forbidden
from doorstep.people.tests.factories import everywhere


def rate(case, by, score=5, at=LATER, **more):
    with acting(by):
        return rate_case(number=case.number, score=score, by=by, at=at, **more)


def test_she_judges_and_it_stands(town):
    case = closed(town)
    rating = rate(case, town.sun_herself, 2, words="来晚了")
    assert (rating.score, rating.resident_id, rating.taken_by_id) == (2, town.sun.pk, None)
    assert last_fact(case) == "CaseRated"
    assert last_trail(case) == "case.rate"
    assert "score" not in last_entry(case, "staff").data


@pytest.mark.parametrize("change", ["update", "delete"])
def test_nobody_edits_or_removes_it(town, change):
    rating = rate(closed(town), town.sun_herself, 1)
    rows = Rating.objects.filter(pk=rating.pk)

    def by_hand():
        with transaction.atomic():
            return rows.update(score=5) if change == "update" else rows.delete()

    with pytest.raises((DatabaseError, InternalError)):
        everywhere(by_hand)()


def test_once_a_round(town):
    case = closed(town)
    rate(case, town.sun_herself)
    with pytest.raises(RatedAlready):
        rate(case, town.sun_herself)


def test_a_reopened_case_is_rated_when_it_is_closed_again(town):
    case = closed(town)
    with acting(town.sun_herself):
        reopen_case(number=case.number, reason="又漏", by=town.sun_herself, at=LATER)
    with pytest.raises(NotRated):
        rate(case, town.sun_herself)


def test_the_secretary_takes_it_by_call_back(town):
    rating = rate(closed(town), town.zhou, 4, channel="phone")
    assert rating.taken_by_id == town.zhou.account_id


def test_the_rated_does_not_rate(town):
    with pytest.raises(Forbidden):
        rate(closed(town), town.chen)


@pytest.mark.parametrize("score", [0, 6, True, "5"])
def test_five_steps(town, score):
    with pytest.raises(ScoreUnknown):
        rate(closed(town), town.sun_herself, score)


def test_her_rating_closes_what_was_resolved(town):
    case = resolved(town)
    rate(case, town.sun_herself)
    with acting(town.chen):
        case.refresh_from_db()
    assert case.state == "closed"


def test_by_call_back_only_when_it_is_closed(town):
    with pytest.raises(NotRated):
        rate(resolved(town), town.zhou)


def test_within_thirty_days(town):
    with pytest.raises(RateTooLate):
        rate(closed(town), town.sun_herself, at=LATER + timedelta(days=31))
