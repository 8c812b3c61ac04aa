"""T11: the embedded server is killed with -9 under writers; it comes back, and what was
acknowledged is there."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import Final

import psutil
import psycopg
from django.db import connections

from bench import ground
from bench.measure import Result, at_most, spread
from doorstep.platform.db import embedded
from doorstep.platform.db.cluster import postmaster_pid

WRITERS: Final = 4
_TABLE: Final = """
CREATE TABLE bench_kept (writer int, n int, PRIMARY KEY (writer, n));
GRANT SELECT, INSERT ON bench_kept TO doorstep_app;
"""


def measure(base: str, *, rounds: int, seconds: float = 2.0) -> list[Result]:
    """Return the lines of T11."""
    back, acknowledged, lost = [], 0, 0
    for _ in range(rounds):
        database = ground.scratch(base, "crash_scratch")
        with ground.superuser(database) as owner:
            owner.execute(_TABLE)
            owner.execute("CHECKPOINT")  # how long a bulk load takes to replay is another claim
        took, told, found = _one_crash(database, seconds)
        back.append(took)
        acknowledged += sum(map(len, told))
        lost += sum(len(one - there) for one, there in zip(told, found, strict=True))
    figures = {"acknowledged writes": acknowledged, "lost": lost}
    return [
        Result(
            "T11", "seconds from kill -9 until a write is acknowledged again", **spread(back),
            target=at_most(5), same=lost == 0, figures=figures,
        ),
        Result(
            "T11-lost", f"acknowledged writes lost, of {acknowledged:,}", float(lost), 0.0,
            float(lost), target=at_most(0), same=lost == 0,
        ),
    ]  # fmt: skip


def _one_crash(database: str, seconds: float) -> tuple[float, list[set[int]], list[set[int]]]:
    """Return seconds until back, what writers were told is kept, and what is there."""
    for alias in ("default", "owner"):
        connections[alias].close()
    address = ground.server().dsn(embedded.APP_ROLE, database)
    told: list[set[int]] = [set() for _ in range(WRITERS)]
    stop, killed = threading.Event(), threading.Event()
    first_after: list[float] = []
    threads = [
        threading.Thread(
            target=_write, args=(number, told[number], stop, killed, first_after, address)
        )
        for number in range(WRITERS)
    ]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    begun = time.perf_counter()
    kill_server()
    killed.set()
    ground.server()  # what doorstep does when it finds the server dead
    time.sleep(seconds)
    stop.set()
    for thread in threads:
        thread.join()
    with ground.superuser(database) as owner:
        rows = owner.execute("SELECT writer, n FROM bench_kept").fetchall()
    found = [{n for writer, n in rows if writer == number} for number in range(WRITERS)]
    return min(first_after) - begun, told, found


def kill_server() -> None:
    """Kill every process of the server at once, as a lack of memory or of power would."""
    pid = postmaster_pid(ground.server().data_dir)
    if pid is None:
        raise RuntimeError("the server isn't running")
    with suppress(psutil.NoSuchProcess):
        postmaster = psutil.Process(pid)
        family = [postmaster, *postmaster.children(recursive=True)]
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(family, timeout=10)


def _write(
    number: int,
    told: set[int],
    stop: threading.Event,
    killed: threading.Event,
    first_after: list[float],
    address: str,
) -> None:
    serial = 0
    connection: psycopg.Connection[object] | None = None
    while not stop.is_set():
        try:
            connection = connection or psycopg.connect(address, autocommit=True)
            serial += 1
            after = killed.is_set()
            connection.execute("INSERT INTO bench_kept VALUES (%s, %s)", [number, serial])
            told.add(serial)
            if after:
                first_after.append(time.perf_counter())
        except psycopg.OperationalError:
            connection = None
            time.sleep(0.01)
