"""Facts: stored with the write that made them true, delivered at least once, handled once.

``publish`` runs in the operation's transaction: it stores the fact, queues one job for each
listener of the wiring table, and tells live pages. ``deliver`` runs in the worker.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from doorstep.kernel.actor import Actor
from doorstep.kernel.facts import Fact
from doorstep.kernel.scope import Scope
from doorstep.platform.models import FactDelivery, StoredFact
from doorstep.platform.modules.registry import registry
from doorstep.platform.modules.switching import is_on
from doorstep.platform.scope import scoped

LIVE_CHANNEL = "doorstep_live"
Listener = Callable[..., None]


class ListenerUnknown(LookupError):
    """A delivery names a listener or fact that this version doesn't have: it was written by
    another one. The job is tried again for a day, then kept as failed and told on the page of the
    installation; nothing is lost."""


@lru_cache
def listeners() -> Mapping[type[Fact], tuple[Listener, ...]]:
    """Return fact → who hears it: the project's wiring table, then what foreign modules declare."""
    table: dict[type[Fact], tuple[Listener, ...]] = dict(import_string(settings.DOORSTEP_WIRING))
    for manifest in registry().manifests.values():
        for fact, heard in manifest.listeners.items():
            table[fact] = (*table.get(fact, ()), *heard)
    return table


def name_of(listener: Listener) -> str:
    return f"{listener.__module__}.{listener.__qualname__}"


@lru_cache
def _by_name() -> dict[tuple[str, str], tuple[type[Fact], Listener]]:
    """Return (fact, listener) by their names: one listener may hear several facts."""
    return {
        (kind.name, name_of(listener)): (kind, listener)
        for kind, heard in listeners().items()
        for listener in heard
    }


def _hears(listener: Listener, place: str) -> bool:
    """Say whether the module of a listener is on where the fact happened."""
    module = registry().module_of(listener.__module__)
    return module not in registry().switchable or is_on(module, place)


def publish(fact: Fact, *, by: Actor, at: datetime) -> StoredFact:
    """Store ``fact``, queue its deliveries and tell live pages when the transaction commits."""
    stored = StoredFact.objects.create(
        at=at,
        name=fact.name,
        place=fact.place,
        subject=fact.subject,
        payload=fact.as_payload(),
    )
    for listener in listeners().get(type(fact), ()):
        if not _hears(listener, fact.place):
            continue
        app.configure_task("platform.deliver_fact", queue="facts").defer(
            fact_id=stored.pk, listener=name_of(listener)
        )
    _tell_live_pages(fact, by)
    return stored


def _tell_live_pages(fact: Fact, by: Actor) -> None:
    note: dict[str, Any] = {
        "fact": fact.name,
        "place": fact.place,
        "subject": fact.subject,
        "persons": list(fact.persons),
        "by": by.account_id,
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [LIVE_CHANNEL, json.dumps(note)])


def deliver(*, fact_id: int, listener: str, at: datetime) -> bool:
    """Hand a stored fact to a listener unless it was handled before; say whether it ran.

    The mark and the effect are one transaction, so a crash between them leaves neither.

    Raises:
        ListenerUnknown: nobody of that name hears this fact in this version.
    """
    with scoped(Scope.everywhere(f"fact to {listener}")), transaction.atomic():
        stored = StoredFact.objects.get(pk=fact_id)
        known = _by_name().get((stored.name, listener))
        if known is None:
            raise ListenerUnknown(f"{listener} does not hear {stored.name} in this version")
        kind, handle = known
        _mark, fresh = FactDelivery.objects.get_or_create(
            fact=stored, listener=listener, defaults={"at": at}
        )
        if fresh:
            handle(kind.from_payload(stored.payload), fact_id=fact_id, at=at)
        return fresh
