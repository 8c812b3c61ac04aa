"""The town, a clock that one sets, and a door for whoever is named."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from doorstep.casework.tests import factories
from doorstep.casework.tests.factories import Town
from doorstep.kernel.actor import Actor
from doorstep.people.public import Account
from doorstep.platform.facts import deliver, listeners, name_of
from doorstep.platform.models import StoredFact

SHANGHAI = timezone.get_fixed_timezone(8 * 60)
FRIDAY = datetime(2026, 11, 20, 16, tzinfo=SHANGHAI)


class Clock:
    """What the site takes for now."""

    now = FRIDAY

    def set(self, *moment: int) -> datetime:
        self.now = datetime(*moment, tzinfo=SHANGHAI)  # type: ignore[arg-type]
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """It is Friday, 16:00, until somebody sets it."""
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def town(db: None, clock: Clock, settings, tmp_path) -> Town:
    settings.MEDIA_ROOT = tmp_path
    settings.SESSION_COOKIE_NAME = "session"
    settings.SECURE_SSL_REDIRECT = False
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    return factories.town()


Sits = Callable[..., Client]


@pytest.fixture
def sits(town: Town) -> Sits:
    """Return a maker of browsers: ``sits(town.chen)``; ``recently`` confirmed who she is."""

    def open_door(actor: Actor, *, recently: bool = False, **options: bool) -> Client:
        client = Client(**options)
        client.force_login(Account.objects.get(pk=actor.account_id))
        if recently:
            session = client.session
            session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
            session.save()
        return client

    return open_door


@pytest.fixture
def worker(clock: Clock) -> Iterator[Callable[[], int]]:
    """Return the worker process: hands every fact that nobody told yet to who listens."""
    told: set[tuple[int, str]] = set()

    @factories.everywhere
    def run() -> int:
        wanted = [
            (stored.pk, name_of(listener))
            for stored in StoredFact.objects.order_by("id")
            for fact, heard_by in listeners().items()
            if fact.name == stored.name
            for listener in heard_by
        ]
        new = [pair for pair in wanted if pair not in told]
        for fact_id, listener in new:
            deliver(fact_id=fact_id, listener=listener, at=clock.now)
        told.update(new)
        return len(new)

    yield run


def asked(phone: Client, words: str = "厨房水管漏水", **more: object) -> str:
    """Ask on the phone; return the number of the case."""
    form = phone.get("/ask/", {"words": words}).context["form"]
    person = form.initial.get("person") or form.fields["person"].choices[0][0]
    answer = phone.post("/ask/", {"words": words, "kind": "leak", "person": person, **more})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return answer["Location"].rstrip("/").rsplit("/", 1)[1]


def moved(desk: Client, number: str, path: str, **given: object) -> None:
    """Make a move at the desk, as its page would send it."""
    page = desk.get(f"/cases/{number}/")
    version = page.context["case"].version
    answer = desk.post(f"/cases/{number}/{path}/", {"version": version, **given})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
