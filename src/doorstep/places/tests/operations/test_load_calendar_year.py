"""A district loads a year: one operation, one calendar for terms and for opening hours."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from doorstep.kernel.errors import Forbidden
from doorstep.places.models import CalendarYear, HolidayOverride
from doorstep.places.operations.load_calendar_year import (
    CalendarOfDistrict,
    DayOfAnotherYear,
    load_calendar_year,
)
from doorstep.places.operations.set_holiday import set_holiday
from doorstep.places.rules.calendar import DeclaredDay
from doorstep.places.selectors.holidays import (
    calendar_of,
    proposed_calendar,
    working_calendar,
    year_sight,
    years_not_announced,
)
from doorstep.places.tests.factories import (
    AT,
    LINFEN_375,
    PUDONG,
    SHIXIN,
    SYSTEM,
    make_line,
    staff,
)
from doorstep.platform.models import StoredFact

pytestmark = pytest.mark.django_db
NEW_YEAR = [
    *(DeclaredDay(date(2027, 1, day), False, "元旦") for day in (1, 2, 3)),
    DeclaredDay(date(2027, 1, 9), True, "元旦"),
]
YEAR_END = datetime(2026, 12, 30, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def line(db: None) -> None:
    make_line()


def load(**more: object) -> int:
    given = {"place": PUDONG, "year": 2027, "days": NEW_YEAR, "by": SYSTEM, "at": AT, **more}
    return load_calendar_year(**given)  # type: ignore[arg-type]


def test_terms_and_doors_count_by_it() -> None:
    before = working_calendar(SHIXIN).add_working_days(YEAR_END, 2)
    assert before.provisional and before.at.date() == date(2027, 1, 1)
    assert load() == 4
    after = working_calendar(SHIXIN).add_working_days(YEAR_END, 2)
    assert not after.provisional and after.at.date() == date(2027, 1, 4)
    assert calendar_of(SHIXIN)(date(2027, 1, 1)) == "holiday"
    assert calendar_of(SHIXIN)(date(2027, 1, 9)) == "makeup"
    fact = StoredFact.objects.get(name="places.WorkingCalendarChanged")
    assert fact.place == PUDONG


def test_another_district_is_left_alone() -> None:
    load()
    assert working_calendar(LINFEN_375).add_working_days(YEAR_END, 2).provisional


def test_loading_again_replaces_the_year_and_nothing_else() -> None:
    other = date(2026, 12, 1)
    set_holiday(place=PUDONG, day=other, is_working=False, name="x", by=SYSTEM, at=AT)
    load()
    load(days=NEW_YEAR[:1])
    days = HolidayOverride.objects.order_by("day").values_list("day", flat=True)
    assert list(days) == [other, date(2027, 1, 1)]
    assert CalendarYear.objects.get().year == 2027


def test_half_a_notice_stays_provisional() -> None:
    load(complete=False)
    assert 2027 in years_not_announced(2027, 2027)
    assert working_calendar(SHIXIN).add_working_days(YEAR_END, 5).provisional
    load()
    assert years_not_announced(2027, 2027) == []
    load(complete=False)
    assert years_not_announced(2027, 2027) == [2027]


def test_what_would_be_is_what_will_be() -> None:
    proposed = proposed_calendar(PUDONG, 2027, NEW_YEAR, complete=True)
    due = proposed.add_working_days(YEAR_END, 2)
    assert working_calendar(SHIXIN).add_working_days(YEAR_END, 2) != due
    load()
    assert working_calendar(SHIXIN).add_working_days(YEAR_END, 2) == due


def test_the_year_says_where_it_comes_from() -> None:
    assert year_sight(PUDONG, 2026).source == "official"
    assert year_sight(PUDONG, 2026).working_days == 248
    assert year_sight(PUDONG, 2027).source == ""
    load()
    sight = year_sight(PUDONG, 2027)
    assert sight.source == "own" and [one.day.day for one in sight.named] == [1, 2, 3, 9]


def test_refusals() -> None:
    with pytest.raises(DayOfAnotherYear):
        load(days=[DeclaredDay(date(2028, 1, 1), False)])
    with pytest.raises(CalendarOfDistrict):
        load(place=SHIXIN)
    with pytest.raises(Forbidden):
        load(by=staff("secretary", SHIXIN))
    with pytest.raises(Forbidden):
        load(by=staff("district", "310106"))
    load(days=[DeclaredDay(date(2026, 12, 31), False)])
