"""The roster of a station and who leads a block, through the door."""

from __future__ import annotations

import pytest

from doorstep.people.models import Account, BlockLead, StationDuty
from doorstep.people.tests.factories import (
    AT,
    LINFEN,
    SHIXIN,
    SYSTEM,
    chen_min,
    divisions,
    everywhere,
    lu_jia,
    staff,
)
from doorstep.places.public import create_block, open_station

pytestmark = pytest.mark.django_db
WEEK = {"weekdays": ["1", "3"], "starts": "08:30", "ends": "14:00", "since": "2026-11-20"}


@pytest.fixture
def zhou():
    return staff("zhouwei", "周伟", ("secretary", SHIXIN))


@pytest.fixture
def desk(client, settings, zhou):
    """Return a client signed in as the secretary or another, over plain http."""
    settings.SECURE_SSL_REDIRECT = False
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME = "session"

    def enter(actor=None):
        client.force_login(Account.objects.get(pk=(actor or zhou).account_id))
        return client

    return enter


@pytest.fixture
def station(db):
    everywhere(divisions)(SHIXIN)
    return everywhere(open_station)(place=SHIXIN, name="市新站", by=SYSTEM, at=AT)


@everywhere
def duties():
    return list(StationDuty.objects.order_by("weekday"))


def test_a_colleague_is_put_on_the_roster_and_taken_off(desk, station):
    chen = chen_min()
    roster = f"/stations/{SHIXIN}/duty/"
    client = desk()
    assert "还没有人排班" in client.get(roster).content.decode()
    client.post(roster, {**WEEK, "account": chen.account_id})
    assert [duty.weekday for duty in duties()] == [1, 3]
    again = client.post(roster, {**WEEK, "weekdays": ["2", "3"], "account": chen.account_id})
    assert again.status_code == 422 and "陈敏" in again.content.decode()
    assert [duty.weekday for duty in duties()] == [1, 3]
    client.post(f"/duty/{duties()[0].pk}/ending/")
    assert client.get(roster).content.decode().count("撤下") >= 1
    assert "排值班表" in client.get(f"/stations/{SHIXIN}/").content.decode()


def test_what_the_roster_cannot_be(desk, station):
    chen, lu = chen_min(), lu_jia()
    client, roster = desk(), f"/stations/{SHIXIN}/duty/"
    for wrong in (
        {"account": lu.account_id},
        {"weekdays": []},
        {"ends": "08:00"},
        {"until": "2026-01-01"},
    ):
        sent = client.post(roster, {**WEEK, "account": chen.account_id, **wrong})
        assert sent.status_code == 422
    assert duties() == []


def test_a_block_is_given_a_lead(desk, station):
    chen = chen_min()
    block = everywhere(create_block)(community=SHIXIN, name="一块区", by=SYSTEM, at=AT)
    client = desk()
    page = client.get(f"/blocks/{block.code}/").content.decode()
    assert "还没有块长" in page and f"/blocks/{block.code}/lead/" in page
    given = {"account": chen.account_id, "since": "2026-11-20"}
    client.post(f"/blocks/{block.code}/lead/", given)
    assert everywhere(BlockLead.objects.get)().account_id == chen.account_id
    assert "陈敏" in client.get(f"/places/{SHIXIN}/").content.decode()
    again = client.get(f"/blocks/{block.code}/").content.decode()
    assert f'value="{chen.account_id}" selected' in again
    bad = client.post(f"/blocks/{block.code}/lead/", {**given, "account": "999999"})
    assert bad.status_code == 422


def test_who_plans(desk, station):
    roster = f"/stations/{SHIXIN}/duty/"
    assert desk(chen_min()).get(roster).status_code == 403
    away = staff("faraway", "远", ("secretary", LINFEN))
    assert desk(away).get(roster).status_code == 404
    assert desk(away).post("/duty/999/ending/").status_code == 404
