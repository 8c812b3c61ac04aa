"""Who is on duty, who leads a block."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from doorstep.kernel.errors import Forbidden
from doorstep.kernel.scope import Scope
from doorstep.people.operations.name_block_lead import name_block_lead
from doorstep.people.operations.plan_duty import (
    DutyEndsBeforeItStarts,
    DutyOverlaps,
    end_duty,
    plan_duty,
)
from doorstep.people.selectors.accounts import actor_of
from doorstep.people.selectors.duty import lead_of_block, roster_of, who_is_on_duty
from doorstep.people.tests.accounts.conftest import AT, OTHER, SHIXIN, SYSTEM
from doorstep.people.web.panels import duty_panel
from doorstep.places.public import Block, Division, Station
from doorstep.platform.scope import scoped

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 20)


@pytest.fixture
def community(db):
    with scoped(Scope.everywhere("tests")):
        parent = None
        for length in (2, 4, 6, 9, 12):
            parent, _made = Division.objects.get_or_create(
                code=SHIXIN[:length],
                defaults={
                    "name": f"区划{length}",
                    "parent": parent,
                    "kind": {9: "town", 12: "residential"}.get(length, ""),
                },
            )
        yield parent


@pytest.fixture
def station(community) -> Station:
    return Station.objects.create(code=SHIXIN, place=community, name="市新家门口服务站")


def plan(station, account, by=SYSTEM, **change):
    values = {"weekday": 5, "starts": time(8, 30), "ends": time(17), "since": FRIDAY, **change}
    return plan_duty(station=station, account=account, by=by, at=AT, **values)


def test_who_is_there_now(station, chen, rf):
    duty = plan(station, chen)
    noon = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)  # 12:00 in Shanghai
    assert who_is_on_duty(SHIXIN, noon) == [duty]
    assert who_is_on_duty(SHIXIN, datetime(2026, 11, 20, 9, 0, tzinfo=UTC)) == []
    assert who_is_on_duty(SHIXIN, datetime(2026, 11, 21, 4, 0, tzinfo=UTC)) == []
    end_duty(duty=duty, on=date(2026, 11, 27), by=SYSTEM, at=AT)
    assert who_is_on_duty(SHIXIN, datetime(2026, 11, 27, 4, 0, tzinfo=UTC)) == []
    assert roster_of(SHIXIN, FRIDAY) == [duty]


def test_the_panel_names_who_is_there(station, chen, rf):
    for weekday in range(1, 8):
        plan(station, chen, weekday=weekday, starts=time(0), ends=time(23, 59))
    assert "Chenmin" in duty_panel(rf.get("/"), station)


def test_one_person_is_in_one_place_at_a_time(station, chen, make):
    plan(station, chen)
    with pytest.raises(DutyOverlaps):
        plan(station, chen, starts=time(16), ends=time(20))
    plan(station, chen, starts=time(17), ends=time(20))
    with pytest.raises(DutyEndsBeforeItStarts):
        plan(station, chen, weekday=6, starts=time(9), ends=time(8))
    far = actor_of(make("faraway", ("secretary", OTHER)), via="session")
    with pytest.raises(Forbidden):
        plan(station, chen, by=far, weekday=6)


def test_a_block_has_one_lead(community, chen, make):
    block = Block.objects.create(code=f"{SHIXIN}-01", community=community, name="第一块区")
    zhou = make("zhouwei", ("secretary", SHIXIN))
    by = actor_of(zhou, via="session")
    first = name_block_lead(block=block, account=chen, since=FRIDAY, by=by, at=AT)
    assert name_block_lead(block=block, account=chen, since=FRIDAY, by=by, at=AT) == first
    name_block_lead(block=block, account=zhou, since=date(2026, 12, 1), by=by, at=AT)
    assert lead_of_block(block.pk, date(2026, 11, 30)) == chen
    assert lead_of_block(block.pk, date(2026, 12, 1)) == zhou
    name_block_lead(block=block, account=None, since=date(2026, 12, 2), by=by, at=AT)
    assert lead_of_block(block.pk, date(2026, 12, 2)) is None
