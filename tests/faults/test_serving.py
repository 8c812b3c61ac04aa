"""``doorstep serve``: what is killed comes back, and nothing is left when it ends."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from doorstep.platform.db import cluster
from doorstep.platform.db.embedded import ensure_server, leave_server

DOORSTEP = [sys.executable, "-m", "doorstep.project.commandline"]


def free_port() -> int:
    """Return a port that is free together with the next one (live pages)."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


def ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def living(family: list[psutil.Process]) -> list[psutil.Process]:
    """Return who still runs; a process that nobody reaped doesn't."""
    return [
        member
        for member in family
        if member.is_running() and member.status() != psutil.STATUS_ZOMBIE
    ]


def soon(holds: Callable[[], bool], seconds: float = 60) -> bool:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if holds():
            return True
        time.sleep(0.2)
    return False


class Site:
    def __init__(self, folder: Path) -> None:
        self.port, self.data_dir = free_port(), folder / "pg"
        self.log = folder / "serve.log"
        environment = os.environ | {"DOORSTEP_VAR": str(folder), "DOORSTEP_DEMO": "1"}
        environment.pop("DATABASE_URL", None)
        environment.pop("DATABASE_OWNER_URL", None)
        subprocess.run([*DOORSTEP, "migrate"], env=environment, check=True, capture_output=True)
        command = [*DOORSTEP, "serve", "--port", str(self.port), "--workers", "1"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)

    def family(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def part(self, word: str) -> psutil.Process:
        """Wait for the living child whose command has ``word`` in it."""
        while True:
            for child in psutil.Process(self.process.pid).children():
                with suppress(psutil.Error):
                    if word in child.cmdline():
                        return child
            time.sleep(0.1)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    site = Site(tmp_path)
    try:
        assert soon(lambda: ready(site.port)), site.log.read_text()
        yield site
    finally:
        site.process.terminate()
        site.process.wait(60)


@pytest.mark.slow
def test_what_is_killed_comes_back_and_nothing_is_left_at_the_end(site: Site) -> None:
    os.kill(cluster.postmaster_pid(site.data_dir), signal.SIGKILL)
    assert soon(lambda: "has died" in site.log.read_text())
    assert soon(lambda: ready(site.port)), site.log.read_text()

    for part in ("wsgi", "asginl", "worker"):
        old = site.part(part)
        old.kill()
        assert soon(lambda old=old, part=part: site.part(part).pid != old.pid)
    assert soon(lambda: ready(site.port)), site.log.read_text()

    family = site.family()
    site.process.terminate()
    site.process.wait(60)
    assert not living(family)
    assert soon(lambda: not cluster.is_postgres(cluster.postmaster_pid(site.data_dir)))


@pytest.mark.slow
def test_the_supervisor_killed_outright_takes_everything_along(site: Site) -> None:
    family = site.family()
    site.process.kill()
    site.process.wait()
    assert soon(lambda: not living(family))
    assert not ready(site.port)
    # The server may have outlived them; whoever comes next joins it, and stops it when they leave.
    ensure_server(site.data_dir)
    leave_server(site.data_dir)
    assert soon(lambda: not cluster.is_postgres(cluster.postmaster_pid(site.data_dir)))


def test_a_port_in_use_is_told_in_words(site: Site) -> None:
    environment = os.environ | {"DOORSTEP_VAR": str(site.data_dir.parent), "DOORSTEP_DEMO": "1"}
    command = [*DOORSTEP, "serve", "--port", str(site.port)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert f"Port {site.port} is in use" in done.stderr
    assert "already running; joined it" in done.stdout
    assert ready(site.port), "the second start must not stop the first"
