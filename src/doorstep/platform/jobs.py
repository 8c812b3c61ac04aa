"""Background work on Procrastinate, queued in the transaction of the write that asks for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from procrastinate import JobContext, RetryStrategy, builtin_tasks
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from doorstep.kernel.scope import Scope
from doorstep.platform import facts, idempotency, trail
from doorstep.platform.scope import scoped

log = structlog.get_logger("doorstep.jobs")
RETRY = RetryStrategy(max_attempts=10, exponential_wait=3)
_JOBS_KEPT_HOURS = 72
STALLED_SECONDS = 30.0  # three heartbeats of a worker

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
    """Hand one fact to one listener; what goes wrong is told at once, not after the last try."""
    try:
        facts.deliver(fact_id=fact_id, listener=listener, at=datetime.now(UTC))
    except Exception:
        log.exception("delivery_failed", fact=fact_id, listener=listener)
        raise


@recurring(cron="* * * * *", name="platform.seal_trail")
def seal_trail(at: datetime) -> None:
    with scoped(Scope.everywhere("seal the trail")):
        trail.seal_trail()


@recurring(cron="5 0 * * *", name="platform.anchor_trail")
def anchor_trail(at: datetime) -> None:
    """Keep the head of the chain, in the database and in a file outside of it."""
    with scoped(Scope.everywhere("anchor the trail")):
        anchor = trail.anchor_trail(at=at)
        # Once it is sure that the database keeps it; the file must not know more.
        transaction.on_commit(lambda: trail.write_anchor(anchor, settings.TRAIL_ANCHOR_LOG))


@recurring(cron="25 * * * *", name="platform.purge_answers")
def purge_answers(at: datetime) -> None:
    with scoped(Scope.everywhere("purge answers to repeated writes")):
        idempotency.purge_answers(at=at)


@app.periodic(cron="35 * * * *", periodic_id="platform.purge_jobs")
@app.task(name="platform.purge_jobs", queue="clock", queueing_lock="purge_jobs", pass_context=True)
async def purge_jobs(context: JobContext, timestamp: int) -> None:
    """Remove jobs that were done days ago. What failed stays until somebody has looked at it."""
    await builtin_tasks.remove_old_jobs(
        context, max_hours=_JOBS_KEPT_HOURS, remove_cancelled=True, remove_aborted=True
    )


@app.periodic(cron="* * * * *", periodic_id="platform.retry_stalled")
@app.task(
    name="platform.retry_stalled", queue="clock", queueing_lock="retry_stalled", pass_context=True
)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Give back what a worker had in hand when it was killed: its heart has stopped beating.

    A recurring job whose next turn is waiting already isn't needed twice."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        try:
            await manager.retry_job(job)
        except UniqueViolation:
            await manager.finish_job(job, status=Status.ABORTED, delete_job=False)


def failed_jobs() -> int:
    """Return how many jobs failed for good: nothing of them is lost, but somebody must look."""
    return ProcrastinateJob.objects.filter(status="failed").count()
