"""A year's holidays are loaded: what rested on weekdays alone is computed again, nothing else."""

from datetime import UTC, date, datetime

from doorstep.casework.operations.recompute_provisional_clocks import recompute_provisional_clocks
from doorstep.casework.operations.reply_to_asker import reply_to_asker
from doorstep.casework.selectors.provisional import recount
from doorstep.casework.subscribers import count_clocks_again
from doorstep.casework.tests.factories import SYSTEM, acting, fresh, opened
from doorstep.places.events import WorkingCalendarChanged
from doorstep.places.public import DeclaredDay, load_calendar_year, working_calendar

YEAR_END = datetime(2026, 12, 30, 2, tzinfo=UTC)
DISTRICT = "310115"
DAYS = [
    *(DeclaredDay(date(2027, 1, day), False, "元旦") for day in (1, 2, 3)),
    DeclaredDay(date(2027, 1, 9), True, "元旦"),
]


def load(place=DISTRICT, **more):
    """Load 2027 and let casework hear of it; return how many clocks moved."""
    with acting(SYSTEM):
        load_calendar_year(place=place, year=2027, days=DAYS, by=SYSTEM, at=YEAR_END, **more)
    return recompute_provisional_clocks(place=place, by=SYSTEM, at=YEAR_END)


def test_open_provisional_clocks_move_and_become_certain(town):
    case = opened(town, at=YEAR_END)
    # By weekdays alone Friday 1 January would be worked.
    assert fresh(case).reply_due_at == datetime(2027, 1, 1, 9, 30, tzinfo=UTC)
    assert fresh(case).reply_provisional
    assert load() == 2
    stored = fresh(case)
    assert stored.reply_due_at == datetime(2027, 1, 4, 9, 30, tzinfo=UTC) == stored.next_due_at
    # Ten working days, with Saturday the 9th made up.
    assert stored.resolve_due_at == datetime(2027, 1, 13, 9, 30, tzinfo=UTC)
    assert not stored.reply_provisional
    assert recompute_provisional_clocks(by=SYSTEM, at=YEAR_END) == 0


def test_settled_and_certain_ones_are_never_touched(town):
    certain = opened(town)
    settled = opened(town, at=YEAR_END)
    with acting(town.chen):
        reply_to_asker(number=settled.number, text="好", by=town.chen, at=YEAR_END)
    before = fresh(certain).reply_due_at, fresh(certain).resolve_due_at
    assert load() == 1  # the resolve clock of the settled answer still runs
    assert (fresh(certain).reply_due_at, fresh(certain).resolve_due_at) == before
    assert fresh(settled).reply_due_at == datetime(2027, 1, 1, 9, 30, tzinfo=UTC)
    assert fresh(settled).reply_provisional


def test_an_incomplete_year_stays_provisional(town):
    case = opened(town, at=YEAR_END)
    load(complete=False)
    assert fresh(case).reply_due_at == datetime(2027, 1, 4, 9, 30, tzinfo=UTC)
    assert fresh(case).resolve_provisional
    load()
    assert not fresh(case).resolve_provisional


def test_what_loading_would_do_is_said_before(town):
    opened(town, at=YEAR_END)
    with acting(town.district):
        nothing = recount(DISTRICT, working_calendar(DISTRICT))
    assert (nothing.total, nothing.still, nothing.later) == (2, 2, 0)
    load()
    with acting(town.district):
        assert recount(DISTRICT, working_calendar(DISTRICT)).total == 0


def test_another_district_keeps_its_own_calendar(town):
    case = opened(town, at=YEAR_END)
    assert load(place="310106") == 0
    assert fresh(case).reply_provisional


def test_the_fact_makes_the_clocks_move(town):
    case = opened(town, at=YEAR_END)
    with acting(SYSTEM):
        load_calendar_year(place=DISTRICT, year=2027, days=DAYS, by=SYSTEM, at=YEAR_END)
    fact = WorkingCalendarChanged(place=DISTRICT, subject="calendar:2027", year=2027)
    count_clocks_again(fact, fact_id=1, at=YEAR_END)
    assert not fresh(case).reply_provisional
