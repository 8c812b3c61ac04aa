"""T12: the second start of the demo, beside the embedded server's own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Final

from django.conf import settings

from bench.measure import Result, at_most, divide, spread
from doorstep.platform.db import embedded

_WHAT: Final = "second start of the demo to its first page, over the server's own start"
_PATIENCE: Final = 900.0


def measure(*, rounds: int) -> list[Result]:
    """Return the line of T12. The demo's town is kept for the next run."""
    folder = Path(settings.VAR_DIR) / "demo"
    made = _start(folder)
    own = [_own_start(folder) for _ in range(rounds)]
    demo = [_start(folder) for _ in range(rounds)]
    right = all(ok for _, ok in demo)
    seconds = [took for took, _ in demo]
    return [
        Result(
            "T12", _WHAT, **spread(divide(seconds, own)), target=at_most(10), same=right,
            figures={"first or earlier start s": made[0], "second start s": min(seconds),
                     "server alone s": min(own)},
        )
    ]  # fmt: skip


def _own_start(folder: Path) -> float:
    """Return how long the server alone takes from nothing to an answered query."""
    data_dir = embedded.data_dir_of(folder)
    begun = time.perf_counter()
    embedded.ensure_server(data_dir)
    took = time.perf_counter() - begun
    embedded.leave_server(data_dir)
    return took


def _start(folder: Path) -> tuple[float, bool]:
    """Return the seconds until the demo shows its first page, and whether that is the page."""
    port = _free_port()
    environment = {
        name: value for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "DATABASE_OWNER_URL", "DJANGO_SETTINGS_MODULE")
    }  # fmt: skip
    environment |= {"DOORSTEP_VAR": str(folder), "PORT": str(port), "TOWN": "shixin"}
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "doorstep.project.commandline", "demo"], env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        page = _first_page(process, port)
        return time.perf_counter() - begun, bool(re.search(r"<html[^>]* lang=", page))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def _first_page(process: subprocess.Popen[bytes], port: int) -> str:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.02)
    raise RuntimeError("the demo did not come up")


def _free_port() -> int:
    """Return a port that is free, as is the next one (live pages)."""
    while True:
        with socket.socket() as one, socket.socket() as two:
            one.bind(("127.0.0.1", 0))
            port = int(one.getsockname()[1])
            try:
                two.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
