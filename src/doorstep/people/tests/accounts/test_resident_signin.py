"""A resident comes in with a phone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from doorstep.kernel.actor import Actor
from doorstep.kernel.scope import Scope
from doorstep.people.accounts.actors import actor_of_request
from doorstep.people.models import Account, Resident
from doorstep.people.operations.close_account import purge_unverified
from doorstep.people.selectors.accounts import actor_of
from doorstep.people.tests.accounts.conftest import SHIXIN
from doorstep.platform.models import TrailEntry
from doorstep.platform.scope import scoped
from doorstep.platform.sealed import blind, tail

pytestmark = pytest.mark.django_db
PHONE = "13812345678"


def resident(phone: str = PHONE, name: str = "孙桂花") -> Resident:
    with scoped(Scope.everywhere("tests")):
        return Resident.objects.create(
            place=SHIXIN,
            name=name,
            name_key=name,
            phone=phone,
            phone_whole=blind("phone", phone),
            phone_tail=tail("phone", phone),
            registered_on=date(2020, 1, 1),
            updated_at=datetime(2020, 1, 1, tzinfo=UTC),
        )


def enter(client, sms, phone="138 1234 5678"):
    client.post("/signin/resident/", {"phone": phone})
    return client.post("/signin/resident/code/", {"code": sms.sent[-1][1], "action": "verify"})


def test_two_fields_and_in(client, sms):
    sun = resident()
    asked = client.post("/signin/resident/", {"phone": "138 1234 5678"})
    assert asked.status_code == 302 and asked.url == "/signin/resident/code/"
    page = client.get(asked.url).content.decode()
    assert "5678" in page and PHONE not in page
    answer = client.post(asked.url, {"code": sms.sent[-1][1], "action": "verify"})
    assert answer.status_code == 302
    account = Account.objects.get(phone_blind=blind("phone", PHONE))
    assert account.resident_id == sun.pk and account.name == "孙桂花"
    assert actor_of(account, via="session").persons == (sun.pk,)
    assert client.get("/me/").status_code == 200


def test_known_and_unknown_phones_get_the_same_answer(client, sms):
    resident()
    answers = [
        client.post("/signin/resident/", {"phone": phone}) for phone in (PHONE, "13987654321")
    ]
    assert len({(a.status_code, a.url) for a in answers}) == 1
    assert [phone for phone, _code in sms.sent] == [PHONE, "13987654321"]


def test_an_unknown_phone_is_an_account_without_persons(client, sms):
    enter(client, sms, "13987654321")
    account = Account.objects.get(phone_blind=blind("phone", "13987654321"))
    assert account.resident_id is None and account.phone_verified_at is not None
    assert actor_of(account, via="session").persons == ()


def test_a_shared_phone_is_linked_to_nobody(client, sms):
    resident()
    resident(name="孙小明")
    enter(client, sms)
    assert Account.objects.get(phone_blind=blind("phone", PHONE)).resident_id is None


def test_a_wrong_code_five_times_ends_the_try(client, sms):
    client.post("/signin/resident/", {"phone": PHONE})
    for _ in range(5):
        last = client.post("/signin/resident/code/", {"code": "000000", "action": "verify"})
    assert last.status_code == 302 and last.url == "/signin/resident/"
    right = client.post("/signin/resident/code/", {"code": sms.sent[-1][1], "action": "verify"})
    assert "_auth_user_id" not in client.session and right.status_code == 302


def test_nobody_is_flooded_with_messages(client, sms):
    for _ in range(7):
        answer = client.post("/signin/resident/", {"phone": PHONE})
    assert len(sms.sent) == 5
    assert answer.context["form"].has_error("phone", "too-many-sign-ins")
    client.post("/signin/resident/", {"phone": PHONE}, REMOTE_ADDR="198.51.100.7")
    assert len(sms.sent) == 6, "the owner elsewhere is not locked out"


@pytest.mark.parametrize("typed", ["", "1381234", "021-58881234", "'; drop table", "😀", "1" * 300])
def test_what_is_no_mobile_number_is_said_kindly(client, sms, typed):
    answer = client.post("/signin/resident/", {"phone": typed})
    assert answer.status_code == 200 and not sms.sent
    assert answer.context["form"].errors


def test_the_phone_is_sealed_and_absent_from_the_trail(client, sms):
    enter(client, sms)
    account = Account.objects.get(phone_blind=blind("phone", PHONE))
    assert str(account.phone) == "138****5678"
    assert not TrailEntry.objects.filter(detail__icontains=PHONE).exists()
    assert TrailEntry.objects.filter(action="signin.opened", actor_id=account.pk).exists()


def test_accounts_that_never_answered_go_after_a_day(client, sms):
    client.post("/signin/resident/", {"phone": PHONE})
    enter(client, sms, "13987654321")
    tomorrow = datetime.now(UTC) + timedelta(days=1, minutes=1)
    assert purge_unverified(at=tomorrow) == 1
    assert Account.objects.filter(phone_blind=blind("phone", "13987654321")).exists()


def test_nobody_without_a_session(rf):
    request = rf.get("/")
    assert actor_of_request(request) == Actor.nobody()
