"""Background work in real processes: killed in the middle, run side by side, left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from django.db import connection, connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from doorstep.platform.jobs import failed_jobs
from doorstep.platform.models import FactDelivery, StoredFact, TrailEntry
from doorstep.platform.tests.stage import AT, effects

pytestmark = pytest.mark.slow
WORKER = """
import sys, time
import django
django.setup()
from datetime import UTC, datetime
from doorstep.kernel.actor import Actor
from doorstep.kernel.facts import Fact
from doorstep.kernel.scope import Scope
from doorstep.platform import facts, jobs, trail
from doorstep.platform.scope import scoped
from doorstep.project.commandline.worker import worker

jobs.STALLED_SECONDS = 1.0
middle = "slowly" in sys.argv

def thank(fact, *, fact_id, at):
    trail.record(action="stage.thanked", by=Actor.system("test"), at=at)
    if middle:
        print("in the middle", flush=True)
        time.sleep(60)

facts.listeners = lambda: {Fact: (thank,)}

if "ticking" in sys.argv:
    @jobs.recurring(cron="* * * * * */1", name="stage.tick")
    def tick(at):
        with scoped(Scope.everywhere("test")):
            trail.record(action="stage.ticked", by=Actor.system("test"), at=at)

worker([a for a in sys.argv[1:] if a.startswith("--")], standalone_mode=False)
"""


@pytest.fixture
def start(transactional_db, database_environment) -> Iterator[Callable[..., subprocess.Popen]]:
    """Return how to start a worker in a process of its own."""
    running: list[subprocess.Popen] = []
    connections.close_all()

    def begin(*arguments: str) -> subprocess.Popen:
        environment = os.environ | database_environment
        command = [sys.executable, "-c", WORKER, *arguments]
        child = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        running.append(child)
        return child

    yield begin
    for child in running:
        child.kill()
        child.communicate()


def queue(listener: str = "__main__.thank") -> None:
    fact = StoredFact.objects.create(
        at=AT, name="fact", place="310115005005", subject="lamp:7",
        payload={"place": "310115005005", "subject": "lamp:7"},
    )  # fmt: skip
    task = app.configure_task("platform.deliver_fact", queue="facts")
    task.defer(fact_id=fact.pk, listener=listener)


def states(task: str = "platform.deliver_fact") -> list[str]:
    return list(ProcrastinateJob.objects.filter(task_name=task).values_list("status", flat=True))


def soon(holds: Callable[[], bool], seconds: float = 40) -> bool:
    ends = time.monotonic() + seconds
    while not (held := holds()) and time.monotonic() < ends:
        time.sleep(0.2)
    return held


def give_back_what_stalled() -> None:
    with suppress(AlreadyEnqueued):  # it recurs: the worker that was killed may have asked for it
        app.configure_task("platform.retry_stalled").defer(timestamp=0)


def test_a_worker_killed_in_the_middle_has_done_nothing_and_the_next_does_it_once(start):
    queue()
    child = start("slowly", "--queue=facts")
    assert child.stdout.readline() == "in the middle\n"
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    assert (effects("stage.thanked"), FactDelivery.objects.count()) == (0, 0)
    assert states() == ["doing"]

    time.sleep(1.5)
    give_back_what_stalled()
    start()
    assert soon(lambda: states() == ["succeeded"])
    assert (effects("stage.thanked"), FactDelivery.objects.count()) == (1, 1)


def test_two_workers_do_what_recurs_once_a_turn(start):
    for _worker in range(2):
        start("ticking")
    assert soon(lambda: effects("stage.ticked") >= 4)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(DISTINCT args->>'timestamp') FROM procrastinate_jobs"
            " WHERE task_name = 'stage.tick'"
        )
        jobs, turns = cursor.fetchone()
    assert jobs == turns
    assert effects("stage.ticked") <= jobs


def test_a_fact_for_a_listener_that_this_version_lacks_waits_and_is_told(start):
    queue("gone.away")
    child = start("--once", "--queue=facts")
    _out, said = child.communicate(timeout=60)
    assert "gone.away does not hear fact" in said
    assert states() == ["todo"]
    assert ProcrastinateJob.objects.get(task_name="platform.deliver_fact").attempts == 1
    assert not FactDelivery.objects.exists()


def test_what_is_done_is_cleared_away_after_days_and_what_failed_stays(start):
    for _one in range(3):
        queue()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id % 3 <> 0")
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE id % 3 = 0")
        cursor.execute("UPDATE procrastinate_events SET at = now() - interval '4 days'")
    app.configure_task("platform.purge_jobs", queue="clock").defer(timestamp=0)
    start("--once").communicate(timeout=60)
    assert states() == ["failed"]
    assert failed_jobs() == 1


def test_the_trail_is_sealed_by_the_worker(start):
    TrailEntry.objects.create(at=AT, actor_kind="system", action="stage.wrote")
    app.configure_task("platform.seal_trail", queue="clock").defer(timestamp=0)
    start("--once").communicate(timeout=60)
    assert not TrailEntry.objects.filter(link=None).exists()
