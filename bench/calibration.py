"""What this machine can do today: the floors that absolute figures are read against."""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy
import psutil
from django.test import Client

from bench import ground
from bench.measure import BUSY_LOAD, others_use

_BYTES: Final = 512 << 20
_ACCOUNTS: Final = 100_000
SLOW_DISK_MS: Final = 1.0
_TPC_B: Final = """
CREATE TABLE IF NOT EXISTS bench_branches (bid int PRIMARY KEY, bbalance int);
CREATE TABLE IF NOT EXISTS bench_tellers (tid int PRIMARY KEY, bid int, tbalance int);
CREATE TABLE IF NOT EXISTS bench_accounts (aid int PRIMARY KEY, bid int, abalance int,
                                           filler char(84));
CREATE TABLE IF NOT EXISTS bench_history (tid int, bid int, aid int, delta int, mtime timestamp,
                                          filler char(22));
TRUNCATE bench_branches, bench_tellers, bench_accounts, bench_history;
INSERT INTO bench_branches VALUES (1, 0);
INSERT INTO bench_tellers SELECT t, 1, 0 FROM generate_series(1, 10) t;
INSERT INTO bench_accounts SELECT a, 1, 0, '' FROM generate_series(1, 100000) a;
GRANT SELECT, INSERT, UPDATE ON bench_branches, bench_tellers, bench_accounts, bench_history
    TO doorstep_app;
"""


def load_now() -> float:
    return os.getloadavg()[0]


def calibrate(database: str, load: float) -> dict[str, Any]:
    """Measure the floors. ``load``: the load average before the bench began."""
    folder = Path(ground.server().data_dir).parent
    found = {
        "processors": os.cpu_count() or 0,
        "memory GiB": psutil.virtual_memory().total / 2**30,
        "system": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "PostgreSQL": _postgres(),
        "load before": load,
        "others use (processors)": others_use(),
        "memory read GB/s": _memory_read(),
        "fdatasync ms": _fdatasync(folder),
        "select 1 µs": _select_one(database),
        "TPC-B a second": _tpc_b(database),
        "empty view CPU µs": _empty_view(database),
    }
    return found | {"busy": busy(found)}


def busy(found: dict[str, Any]) -> str:
    """Say why verdicts would mean nothing now; "" when they do."""
    if found["load before"] > BUSY_LOAD:
        return f"load {found['load before']:.1f} before starting"
    if found["fdatasync ms"] > SLOW_DISK_MS:
        return f"fdatasync {found['fdatasync ms']:.1f} ms"
    return ""


def _postgres() -> str:
    with ground.superuser() as admin:
        row = admin.execute("SHOW server_version").fetchone()
    return str(row[0]) if row else ""


def _memory_read() -> float:
    """Return GB a second of a sum over memory whose pages were touched before."""
    block = numpy.ones(_BYTES // 8, dtype=numpy.float64)
    block.sum()
    return _BYTES / statistics.median(_times(block.sum, 5)) / 1e9


def _fdatasync(folder: Path) -> float:
    path = folder / "fdatasync.probe"
    with path.open("wb") as out:

        def once() -> None:
            os.pwrite(out.fileno(), b"x" * 8192, 0)
            os.fdatasync(out.fileno())

        seconds = statistics.median(_times(once, 200))
    path.unlink()
    return seconds * 1e3


def _times(act: Callable[[], object], count: int) -> list[float]:
    found = []
    for _ in range(count):
        begun = time.perf_counter()
        act()
        found.append(time.perf_counter() - begun)
    return found


def _select_one(database: str) -> float:
    with ground.as_application(database, autocommit=True) as bare:
        times = _times(lambda: bare.execute("SELECT 1").fetchall(), 2_000)
    return statistics.median(times) * 1e6


def _tpc_b(database: str, seconds: float = 2.0) -> float:
    """Return transactions a second of one client: the five statements of pgbench."""
    with ground.superuser(database) as owner:
        owner.execute(_TPC_B)
    rng = Random(3)
    done, begun = 0, time.perf_counter()
    with ground.as_application(database) as client:
        while time.perf_counter() - begun < seconds:
            _transfer(client, rng.randint(1, _ACCOUNTS), rng.randint(1, 10), rng.randint(-5, 5))
            done += 1
    return done / (time.perf_counter() - begun)


def _transfer(client: Any, account: int, teller: int, delta: int) -> None:
    with client.transaction():
        for table, column, key, number in (
            ("bench_accounts", "abalance", "aid", account),
            ("bench_tellers", "tbalance", "tid", teller),
            ("bench_branches", "bbalance", "bid", 1),
        ):
            client.execute(
                f"UPDATE {table} SET {column} = {column} + %s WHERE {key} = %s", [delta, number]
            )
            if table == "bench_accounts":
                client.execute(
                    "SELECT abalance FROM bench_accounts WHERE aid = %s", [account]
                ).fetchall()
        client.execute(
            "INSERT INTO bench_history (tid, bid, aid, delta, mtime) "
            "VALUES (%s, 1, %s, %s, current_timestamp)",
            [teller, account, delta],
        )


def _empty_view(database: str) -> float:
    ground.use(database)
    client = Client()
    client.get("/bench/empty")
    begun = time.thread_time()
    for _ in range(200):
        client.get("/bench/empty")
    return (time.thread_time() - begun) / 200 * 1e6
