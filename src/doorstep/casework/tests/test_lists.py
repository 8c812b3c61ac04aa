"""Lists, my work, sums: what is in them, and a constant number of queries."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doorstep.casework.operations.ask_asker import ask_asker
from doorstep.casework.operations.open_case import Asked
from doorstep.casework.operations.return_case import return_case
from doorstep.casework.rules.states import Move
from doorstep.casework.selectors.cases import CaseNotFound, access_case, case_by_number
from doorstep.casework.selectors.counts import (
    bad_ratings,
    counts_by_kind,
    counts_by_place,
    place_counts,
)
from doorstep.casework.selectors.lists import (
    CaseFilter,
    case_list,
    cases_like,
    cases_of_person,
)
from doorstep.casework.selectors.mine import my_work
from doorstep.casework.selectors.pages import case_page, moves_open_to
from doorstep.casework.tests.factories import (
    AT,
    LATER,
    SHIXIN,
    SUBDISTRICT,
    SYSTEM,
    accepted,
    acting,
    closed,
    opened,
)
from doorstep.casework.tests.operations.test_rate_case import rate
from doorstep.kernel.errors import Forbidden
from doorstep.people.tests.factories import resident
from doorstep.platform.http.paging import CursorUnreadable

TUESDAY = datetime(2026, 11, 24, 1, tzinfo=UTC)
PERIOD = {"since": AT - timedelta(days=1), "until": AT + timedelta(days=7)}


def numbers(cases):
    return [case.number for case in cases]


@pytest.mark.parametrize("order", ["newest", "oldest", "due"])
def test_pages_follow_each_other_without_gap_or_double(town, order):
    cases = [opened(town, at=AT + timedelta(hours=hour)) for hour in range(7)]
    seen, cursor = [], ""
    with acting(town.chen):
        for _ in range(4):
            page = case_list(town.chen, CaseFilter(), at=AT, order=order, cursor=cursor, limit=2)
            seen += numbers(page.cases)
            cursor = page.cursor
    wanted = numbers(cases if order != "newest" else reversed(cases))
    assert (seen, cursor) == (wanted, "")


@pytest.mark.parametrize("cursor", ["x", "e30", "bm9uc2Vuc2U", "WyJkdWUiLCIiLDFd"])
def test_a_cursor_of_another_list_is_refused(town, cursor):
    with pytest.raises(CursorUnreadable), acting(town.chen):
        case_list(town.chen, CaseFilter(), at=AT, cursor=cursor)


def test_filters(town):
    leak = accepted(town, urgent=True)
    alarm = opened(town, by=SYSTEM, kind="t-alarm", asked=Asked(), channel="machine")
    done = closed(town)
    wanted = {
        CaseFilter(kind=("t-alarm",)): [alarm],
        CaseFilter(open=True): [alarm, leak],
        CaseFilter(open=False): [done],
        CaseFilter(state=("closed", "accepted")): [done, leak],
        CaseFilter(urgent=True): [alarm, leak],
        CaseFilter(handler=town.chen.account_id, open=True): [leak],
        CaseFilter(unclaimed=True): [alarm],
        CaseFilter(asker=town.sun.pk): [done, leak],
        CaseFilter(channel="machine"): [alarm],
        CaseFilter(place=town.home[:18], late=True): [alarm],
        CaseFilter(late=False, open=True): [leak],
        CaseFilter(level="community", holder=SHIXIN): [done, alarm, leak],
        CaseFilter(since=LATER): [],
        CaseFilter(place="310115006"): [],
    }
    at = AT + timedelta(hours=2)
    with acting(town.chen):
        for keep, cases in wanted.items():
            assert numbers(case_list(town.chen, keep, at=at).cases) == numbers(cases), keep


def test_a_list_takes_one_query_however_long(town):
    for hour in range(5):
        opened(town, at=AT + timedelta(hours=hour))
    with acting(town.chen), CaptureQueriesContext(connection) as statements:
        page = case_list(town.chen, CaseFilter(), at=AT)
        assert [(case.kind_id, case.asker.name, case.handler) for case in page.cases]
    assert len(statements) == 1


def test_elsewhere_nothing(town):
    case = opened(town)
    with acting(town.lu):
        assert case_list(town.lu, CaseFilter(), at=AT).cases == []
        with pytest.raises(CaseNotFound):
            access_case(town.lu, case.number)


def test_sensitive_cases_are_for_those_who_may(town):
    secret = opened(town, by=town.zhou, kind="t-secret")
    with acting(town.chen):
        assert case_list(town.chen, CaseFilter(), at=AT).cases == []
        with pytest.raises(CaseNotFound):
            access_case(town.chen, secret.number)
    with acting(town.zhou):
        assert numbers(case_list(town.zhou, CaseFilter(), at=AT).cases) == [secret.number]
    with acting(town.centre):
        assert access_case(town.centre, secret.number).pk == secret.pk


def test_who_took_a_sensitive_case_still_sees_it(town):
    secret = opened(town, kind="t-secret")
    with acting(town.chen):
        assert access_case(town.chen, secret.number).pk == secret.pk


def test_a_number_read_aloud_is_found(town):
    case = opened(town)
    with acting(town.chen):
        spoken = case.number.replace("-", " ")
        assert case_by_number(town.chen, f" {spoken} ").pk == case.pk
        assert case_by_number(town.chen, "12345") is None


def test_my_work_lies_in_groups_by_clock(town):
    late = opened(town, at=AT - timedelta(days=7))
    today = accepted(town, at=AT)
    soon = opened(town, at=TUESDAY - timedelta(days=1))
    later = opened(town, at=TUESDAY, asked=Asked())
    resting = accepted(town)
    returned = opened(town)
    with acting(town.chen):
        ask_asker(number=resting.number, question="哪天？", by=town.chen, at=LATER)
        return_case(number=returned.number, reason="不归我们", by=town.chen, at=LATER)
        work = my_work(town.chen, at=TUESDAY)
    assert numbers(work.late) == [late.number]
    assert numbers(work.today) == [today.number]
    assert numbers(work.soon) == [soon.number]
    assert numbers(work.later) == [later.number]
    assert numbers(work.resting) == [resting.number]
    assert numbers(work.returned) == [returned.number]
    assert work.count == 6


def test_my_work_is_mine_and_my_units(town):
    accepted(town)
    with acting(town.wang):
        assert my_work(town.wang, at=AT).count == 0
    with acting(town.zhou):
        assert my_work(town.zhou, at=AT).count == 0
    free = opened(town)
    with acting(town.chen), CaptureQueriesContext(connection) as statements:
        assert free.number in numbers(my_work(town.chen, at=AT).later)
    assert len(statements) == 1


def test_a_persons_cases_the_open_ones_first(town):
    done, first = closed(town), None
    first = opened(town)
    newest = closed(town)
    opened(town, asked=Asked(resident=resident("王小明").pk))
    with acting(town.chen):
        found = cases_of_person(town.chen, town.sun.pk)
    assert numbers(found) == [first.number, newest.number, done.number]


def test_perhaps_the_same(town):
    one, two = opened(town), opened(town, at=LATER)
    opened(town, kind="t-secret")
    with acting(town.chen):
        assert numbers(cases_like(town.chen, two, at=LATER)) == [one.number]


def test_the_page_of_a_case_takes_a_constant_number_of_queries(town):
    case = closed(town)
    rate(case, town.sun_herself, 2)
    with acting(town.zhou), CaptureQueriesContext(connection) as statements:
        page = case_page(town.zhou, case.number)
    assert len(statements) <= 12
    assert page.ratings == {1: 2}
    assert Move.REOPEN in page.moves
    with acting(town.chen):
        assert case_page(town.chen, case.number).ratings == {}
    with acting(town.sun_herself):
        page = case_page(town.sun_herself, case.number)
        assert {entry.audience for entry in page.timeline} == {"resident"}
        assert page.moves == [Move.HEAR, Move.REOPEN]
        assert page.ratings == {1: 2}


def test_moves_open_to_each(town):
    case = opened(town)
    with acting(town.chen):
        assert Move.ACCEPT in moves_open_to(town.chen, case)
    with acting(town.wang):
        assert Move.ACCEPT not in moves_open_to(town.wang, case)
        assert Move.REPLY in moves_open_to(town.wang, case)
    with acting(town.sun_herself):
        assert moves_open_to(town.sun_herself, case) == [Move.HEAR, Move.CANCEL]


def test_sums_of_a_place(town):
    opened(town, at=AT - timedelta(days=30))
    accepted(town)
    rate(closed(town), town.sun_herself, 1)
    at = AT + timedelta(days=1)
    with acting(town.zhou):
        counts = place_counts(town.zhou, SHIXIN, at=at, **PERIOD)
        assert (counts.came, counts.closed, counts.open, counts.late) == (2, 1, 2, 1)
        assert (counts.ratings, counts.bad_ratings, counts.mean_score) == (1, 1, None)
        assert (counts.replied, counts.replied_in_time) == (1, 1)
        kinds = counts_by_kind(town.zhou, SHIXIN, at=at, **PERIOD)
        assert kinds == [{"kind_id": "t-leak", "came": 2, "open": 2, "late": 1}]
        assert [r.score for r in bad_ratings(town.zhou, SHIXIN, **PERIOD)] == [1]
    with acting(town.centre):
        parts = counts_by_place(town.centre, SUBDISTRICT, at=at, **PERIOD)
        assert parts == [{"part": SHIXIN, "came": 2, "open": 2, "late": 1}]
    with pytest.raises(Forbidden), acting(town.chen):
        place_counts(town.chen, SHIXIN, at=at, **PERIOD)
