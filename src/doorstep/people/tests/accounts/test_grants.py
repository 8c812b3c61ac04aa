"""Rights: given, withdrawn, separated."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from doorstep.kernel.errors import Forbidden
from doorstep.people.models import Account, Grant
from doorstep.people.operations.close_account import close_account
from doorstep.people.operations.create_account import LoginTaken, PasswordTooWeak, create_account
from doorstep.people.operations.give_grant import (
    GrantHeldAlready,
    NoSuchRole,
    NotToYourself,
    ReasonMissing,
    TwoPowersInOneHand,
    give_grant,
)
from doorstep.people.operations.withdraw_grant import GrantOver, withdraw_grant
from doorstep.people.selectors.accounts import accounts_in_scope, actor_of
from doorstep.people.tests.accounts.conftest import AT, DISTRICT, OTHER, SHIXIN, SYSTEM
from doorstep.platform.models import TrailEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def security(make) -> Account:
    return make("anquan", ("security_admin", DISTRICT))


def give(account, role="worker", place=SHIXIN, by=SYSTEM, reason="new here"):
    return give_grant(
        account=account, role=role, place=place, reason=reason, by=by, at=timezone.now()
    )


def test_a_grant_holds_at_the_next_request_and_ends_with_the_next(make, security):
    chen = make("chenmin")
    by = actor_of(security, via="session")
    assert actor_of(chen, via="session").places == ()
    grant = give(chen, by=by)
    assert actor_of(chen, via="session").places == (SHIXIN,)
    withdraw_grant(grant=grant, reason="left the team", by=by, at=timezone.now())
    assert actor_of(chen, via="session").places == ()
    with pytest.raises(GrantOver):
        withdraw_grant(grant=grant, reason="once more", by=by, at=timezone.now())
    assert list(
        TrailEntry.objects.filter(action__startswith="grant.")
        .order_by("id")
        .values_list("action", "actor_id", "place")
    )[-2:] == [("grant.given", security.pk, SHIXIN), ("grant.withdrawn", security.pk, SHIXIN)]


def test_who_may_give_what_where(make, security, chen):
    by = actor_of(security, via="session")
    with pytest.raises(NotToYourself):
        give(security, by=by)
    with pytest.raises(Forbidden):
        give(chen, place=OTHER, by=by)
    with pytest.raises(Forbidden):
        give(security, by=actor_of(chen, via="session"))
    with pytest.raises(NoSuchRole):
        give(chen, role="emperor")
    with pytest.raises(NoSuchRole):
        give(chen, place="31x")
    with pytest.raises(ReasonMissing):
        give(chen, role="secretary", reason=" ")
    with pytest.raises(GrantHeldAlready):
        give(chen)


def test_nobody_holds_two_powers(make, security):
    with pytest.raises(TwoPowersInOneHand):
        give(security, role="auditor", place=OTHER)
    give(security, role="worker")


def test_the_database_itself_refuses_two_powers(security):
    insert = (
        "INSERT INTO people_grant (account_id, role, place, since, reason, withdrawn_reason)"
        " VALUES (%s, 'system_admin', '31', now(), '', '')"
    )
    with (
        pytest.raises(IntegrityError, match="three powers"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(insert, [security.pk])


def test_the_database_refuses_overlaps_deletion_and_rewriting(chen):
    grant = Grant.objects.get(account=chen)
    with pytest.raises(IntegrityError, match="no_overlap"), transaction.atomic():
        Grant.objects.create(account=chen, role="worker", place=SHIXIN, since=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        grant.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(role="district")
    with pytest.raises(IntegrityError, match="oneself"), transaction.atomic():
        Grant.objects.create(
            account=chen, role="officer", place=SHIXIN, since=timezone.now(), given_by=chen
        )


def test_a_power_given_up_makes_room_for_another(make, security):
    grant = Grant.objects.get(account=security)
    withdraw_grant(grant=grant, reason="rotates", by=SYSTEM, at=timezone.now())
    give(security, role="auditor")


def test_actor_of_asks_at_most_twice(chen, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        actor = actor_of(chen, via="session")
    assert actor.kind == "staff" and actor.grants[0].role == "worker"


def test_two_places_are_seen_together_or_one_by_choice(make, signed_in):
    both = make("xiaoli", ("worker", SHIXIN), ("worker", OTHER))
    assert actor_of(both, via="session").places == (OTHER, SHIXIN)
    assert actor_of(both, via="session", chosen_place=SHIXIN).places == (SHIXIN,)
    assert actor_of(both, via="session", chosen_place="310104").places == (OTHER, SHIXIN)
    client = signed_in(both)
    chosen = client.post("/signin/place/", {"place": SHIXIN, "next": "/me/"})
    assert chosen.status_code == 302 and chosen.url == "/me/"
    assert client.get("/me/").context["actor"].places == (SHIXIN,)
    assert client.post("/signin/place/", {"place": "310104"}).status_code == 404
    client.post("/signin/place/", {"place": ""})
    assert client.get("/me/").context["actor"].places == (OTHER, SHIXIN)


def test_accounts_of_other_places_are_not_seen(make, security, chen):
    other = make("lujia", ("worker", OTHER))
    seen = set(accounts_in_scope(actor_of(security, via="session"), timezone.now()))
    assert chen in seen and other not in seen


def test_closing_an_account_ends_everything(make, chen):
    admin = make("xitong", ("system_admin", DISTRICT))
    by = actor_of(admin, via="session")
    close_account(account=chen, reason="retired", by=by, at=timezone.now())
    chen.refresh_from_db()
    assert not chen.is_active and actor_of(chen, via="session").grants == ()


def test_logins_are_unique_and_passwords_strong(chen):
    with pytest.raises(LoginTaken):
        create_account(login="CHENMIN", name="x", by=SYSTEM, at=AT)
    with pytest.raises(PasswordTooWeak):
        create_account(login="lisi", name="x", password="123456", by=SYSTEM, at=AT)
    with pytest.raises(Forbidden):
        create_account(login="lisi", name="x", by=actor_of(chen, via="session"), at=AT)


def test_the_page_gives_and_withdraws_with_a_recent_sign_in(signed_in, security, chen):
    client = signed_in(security)
    assert chen.login in client.get("/accounts/").content.decode()
    page = client.get(f"/accounts/{chen.pk}/")
    assert page.status_code == 200
    grant = Grant.objects.get(account=chen)
    gone = client.post(f"/grants/{grant.pk}/withdrawal/", {"reason": "moved away"})
    assert gone.status_code == 302
    grant.refresh_from_db()
    assert grant.until is not None and grant.withdrawn_by_id == security.pk
    session = client.session
    session["account_authentication_methods"] = [
        {**record, "at": record["at"] - timedelta(hours=1).total_seconds()}
        for record in session["account_authentication_methods"]
    ]
    session.save()
    late = client.post(f"/grants/{grant.pk}/withdrawal/", {"reason": "again"})
    assert late.status_code == 302 and late.url.startswith("/signin/again/")


def test_the_page_is_shut_for_a_worker(signed_in, chen):
    assert signed_in(chen).get("/accounts/").status_code == 403
