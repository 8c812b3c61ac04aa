"""Background work on Procrastinate, queued in the transaction of the write that asks for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from doorstep.kernel.scope import Scope
from doorstep.platform import facts, trail
from doorstep.platform.scope import scoped

RETRY = RetryStrategy(max_attempts=10, exponential_wait=3)

Work = Callable[[datetime], Any]


def recurring(*, cron: str, name: str) -> Callable[[Work], Work]:
    """Run ``work(at)`` by the clock, once however many workers there are. ``cron``: five fields.

    The work opens its own transactions and declares the scope of each (``scoped``)."""

    def register(work: Work) -> Work:
        def run(timestamp: int) -> None:
            work(datetime.now(UTC))

        task = app.task(name=name, queue="clock", queueing_lock=name, retry=RETRY)(run)
        app.periodic(cron=cron, periodic_id=name)(task)
        return work

    return register


@app.task(name="platform.deliver_fact", queue="facts", retry=RETRY)
def deliver_fact(fact_id: int, listener: str) -> None:
    """Hand one fact to one listener."""
    facts.deliver(fact_id=fact_id, listener=listener, at=datetime.now(UTC))


@recurring(cron="* * * * *", name="platform.seal_trail")
def seal_trail(at: datetime) -> None:
    with scoped(Scope.everywhere("seal the trail")):
        trail.seal_trail()


@recurring(cron="5 0 * * *", name="platform.anchor_trail")
def anchor_trail(at: datetime) -> None:
    with scoped(Scope.everywhere("anchor the trail")):
        trail.anchor_trail(at=at)
