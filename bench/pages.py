"""T10: what a page costs, beside an empty view through the same house, and under load."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import cycle
from typing import Any, Final

import psutil
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from bench import caseload, ground, openloop
from bench.measure import (
    Result,
    Side,
    at_least,
    at_most,
    divide,
    interleave,
    missing,
    p50,
    quantile,
    spread,
)
from doorstep.casework.public import Case, CaseFilter, case_list
from doorstep.kernel.scope import Scope
from doorstep.people.public import Account, Grant
from doorstep.platform.scope import scoped

MOST_QUERIES: Final = 10
SHARE_OF_CAPACITY: Final = 0.4
LISTS: Final = ("work", "cases")  # what the page of cases is called


def measure(large: str, small: str, cases: int, *, rounds: int, samples: int) -> list[Result]:
    """Return the lines of T10. ``small`` has a thousand cases, ``large`` as many as ``cases``."""
    return [
        _json_read(large, rounds, samples),
        _page_of_twenty(large, rounds, samples),
        *_list_of_fifty(large, small, cases, rounds, samples),
        *_under_load(large, rounds, samples),
    ]


def _json_read(database: str, rounds: int, samples: int) -> Result:
    what = "JSON read of a case: PostgreSQL's own JSON over the API, same house around both"
    ground.use(database)
    worker = ground.actor("worker")
    with scoped(worker.scope()):
        numbers = list(Case.objects.within(ground.COMMUNITY).values_list("number", flat=True)[:200])
    try:
        resolve(f"/api/v1/cases/{numbers[0]}")
    except Resolver404:
        return missing("T10-json", what, "the API has no cases yet", at_least(0.45))
    client = Client(headers={"Authorization": f"Bearer {ground.bearer('worker')}"})
    these, those = cycle(numbers), cycle(numbers)
    backend = ground.backend_of_django()
    api = Side("API", lambda: _get(client, f"/api/v1/cases/{next(these)}"), backend)
    raw = Side("raw", lambda: _get(client, f"/bench/cases/{next(those)}"), backend)
    ours, theirs = (json.loads(_get(client, f"{p}{numbers[0]}").content) for p in
                    ("/api/v1/cases/", "/bench/cases/"))  # fmt: skip
    interleave(raw, api, rounds=rounds, samples=samples)
    return Result(
        "T10-json", what, **spread(divide(raw.each(p50), api.each(p50))), target=at_least(0.45),
        same=_same_case(ours, theirs),
        figures=raw.figures() | api.figures(),
    )  # fmt: skip


def _same_case(ours: Any, theirs: Any) -> bool:
    """Say whether both tell the same: the case itself, and as many of all that hangs on it."""
    around = ours["around"] | {"files": ours["files"], "closings": ours["closings"]}
    return all(
        ours[name] == theirs[name] for name in ("number", "place", "state", "words")
    ) and all(
        len(around[name]) == len(theirs[name])
        for name in ("files", "closings", "clocks", "assignments", "pauses", "extensions")
    )


def _get(client: Client, path: str) -> Any:
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}: {answer.content[:300]!r}")
    return answer


def _page_of_twenty(database: str, rounds: int, samples: int) -> Result:
    what = f"a page of {caseload.FEW} cases over an empty view, processor time"
    ground.use(database)
    quiet = _quiet_colleague(database)
    address = _list_address()
    if not address:
        return missing("T10-page", what, "the list of cases has no page yet", at_most(20))
    client = Client()
    client.force_login(quiet)
    path = f"{address}?{_everything()}"
    html = _get(client, path).content.decode()
    with scoped(Scope.over([caseload.quiet_community(database)])):
        shown = [number in html for number in Case.objects.values_list("number", flat=True)]
    page, empty = _beside_empty(client, path, rounds, samples)
    return Result(
        "T10-page", what, **spread(divide(page.own_cpu_each, empty.own_cpu_each)),
        target=at_most(20), same=len(shown) == caseload.FEW and all(shown),
        figures=page.figures() | empty.figures() | {"queries": _queries(client, path)},
    )  # fmt: skip


def _quiet_colleague(database: str) -> Account:
    """Return (made at need) a worker where there are only a few cases."""
    place = caseload.quiet_community(database)
    with scoped(Scope.everywhere("bench: quiet community")):
        account, made = Account.objects.get_or_create(
            login="bench-quiet", defaults={"name": "李静", "kind": "staff"}
        )
        if made:
            Grant.objects.create(
                account=account, role="worker", place=place, since=ground.FOUNDED, reason="bench"
            )
    return account


def _list_address() -> str:
    for name in LISTS:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return ""


def _everything() -> str:
    """Return the query that asks for every case rather than one's own desk."""
    return "whose=all&sort=newest"


def _beside_empty(client: Client, path: str, rounds: int, samples: int) -> tuple[Side, Side]:
    page = Side("page", lambda: _get(client, path), ground.backend_of_django())
    empty = Side("empty", lambda: _get(client, "/bench/empty"))
    interleave(page, empty, rounds=rounds, samples=samples)
    return page, empty


def _queries(client: Client, path: str) -> int:
    """Return how many statements a page sends, those of the house (scope, session) included."""
    sent = []

    def note(execute: Any, text: str, *rest: Any) -> Any:
        if not text.startswith(("SAVEPOINT", "RELEASE", "SET LOCAL")):
            sent.append(text)
        return execute(text, *rest)

    with connection.execute_wrapper(note):
        _get(client, path)
    if os.environ.get("BENCH_VERBOSE"):
        print("\n".join(text[:160] for text in sent))
    return len(sent)


def _list_of_fifty(large: str, small: str, cases: int, rounds: int, samples: int) -> list[Result]:
    results = []
    for role in ("district", "worker"):
        few, few_queries, _rows = _time_list(small, role, rounds, samples)
        many, many_queries, rows = _time_list(large, role, rounds, samples)
        results.append(
            Result(
                "T10-list", f"the 50 newest of {cases:,} cases over those of 1,000, {role}",
                **spread(divide(many.each(p50), few.each(p50))), target=at_most(2),
                same=rows == 50, figures=many.figures() | {"selector queries": many_queries},
            )
        )  # fmt: skip
        if few_queries != many_queries:
            results[-1].note = f"{few_queries} queries at 1,000, {many_queries} at {cases:,}"
    results.append(_list_page(large, small, cases))
    return results


def _time_list(database: str, role: str, rounds: int, samples: int) -> tuple[Side, int, int]:
    ground.use(database)
    actor = ground.actor(role)
    at = ground.TODAY + timedelta(minutes=1)
    sent = []

    def note(execute: Any, text: str, *rest: Any) -> Any:
        sent.append(text)
        return execute(text, *rest)

    with scoped(actor.scope()):
        with connection.execute_wrapper(note):
            rows = len(case_list(actor, CaseFilter(), at=at).cases)
        side = Side(
            "list", lambda: case_list(actor, CaseFilter(), at=at), ground.backend_of_django()
        )
        interleave(side, rounds=rounds, samples=samples)
    return side, len(sent), rows


def _list_page(large: str, small: str, cases: int) -> Result:
    what = f"queries of the page of 50 among {cases:,} cases (1,000: the same)"
    address = _list_address()
    if not address:
        return missing("T10-queries", what, "the list of cases has no page yet", at_most(10))
    counts = []
    for database in (small, large):
        ground.use(database)
        client = Client()
        client.force_login(ground.account("district"))
        _get(client, f"{address}?{_everything()}")
        counts.append(_queries(client, f"{address}?{_everything()}"))
    few, many = map(float, counts)
    return Result(
        "T10-queries", what, many, few, many, target=at_most(MOST_QUERIES), same=few == many
    )


def _under_load(database: str, rounds: int, samples: int) -> list[Result]:
    """Compare the page with an empty view, both under the same open load on granian."""
    ground.use(database)
    address = _list_address()
    path = f"{address}?{_everything()}" if address else "/bench/signed-in"
    client = Client()
    client.force_login(_quiet_colleague(database))
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    with _served(database) as port:
        rate = _capacity(port, path, cookie) * SHARE_OF_CAPACITY
        loads: dict[str, list[openloop.Load]] = {path: [], "/bench/empty": []}
        for _ in range(rounds):
            for target, found in loads.items():
                found.append(openloop.run(port, target, cookie=cookie, rate=rate, count=samples))
    page, empty = loads[path], loads["/bench/empty"]
    right = not any(load.wrong for load in (*page, *empty))
    return [_load_line(share, page, empty, rate, right) for share in (0.5, 0.99)]


def _load_line(
    share: float,
    page: list[openloop.Load],
    empty: list[openloop.Load],
    rate: float,
    right: bool,
) -> Result:
    name = f"p{share * 100:.0f}"
    above = [quantile(load.seconds, share) for load in page]
    below = [quantile(load.seconds, share) for load in empty]
    return Result(
        f"T10-load-{name}", f"page of cases over an empty view, open load on granian, {name}",
        **spread(divide(above, below)), same=right,
        figures={
            "rate a second": rate, f"page {name} ms": p50(above) * 1e3,
            f"empty {name} ms": p50(below) * 1e3,
        },
    )  # fmt: skip


def _capacity(port: int, path: str, cookie: str) -> float:
    """Return about how many such pages a second the server can make."""
    openloop.run(port, path, cookie=cookie, rate=20, count=20)
    begun = time.perf_counter()
    load = openloop.run(port, path, cookie=cookie, rate=10_000, count=60)
    return len(load.seconds) / (time.perf_counter() - begun)


@contextmanager
def _served(database: str) -> Iterator[int]:
    """Serve the site as ``doorstep serve`` does, with two processes."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [
        sys.executable, "-m", "granian", "--host", "127.0.0.1", "--port", str(port),
        "--interface", "wsgi", "--workers", "2", "--blocking-threads", "4",
        "--log-level", "error", "doorstep.project.wsgi:application",
    ]  # fmt: skip
    process = subprocess.Popen(
        command, env=ground.environment(database), start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(port)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        _gone, alive = psutil.wait_procs([psutil.Process(process.pid)], timeout=15)
        for left in alive:
            left.kill()
        process.wait()


def _wait(port: int) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            if not openloop.run(port, "/healthz", cookie="", rate=10, count=1).wrong:
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
        time.sleep(0.2)
