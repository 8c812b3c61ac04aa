"""``doorstep serve``: site, live pages and worker side by side."""

from __future__ import annotations

import http.client
import os
import sys
import time
from collections.abc import Callable

import click
from django.db import connections

from doorstep.kernel.errors import Unavailable
from doorstep.platform.db import embedded
from doorstep.project.commandline.database import data_dir, ensure_database, revive_database
from doorstep.project.commandline.supervisor import (
    Child,
    StopSign,
    require_free_port,
    stop,
    supervise,
)
from doorstep.project.commandline.terminal import step

_START_PATIENCE = 60.0
_THREADS = 4  # of each process of the site: each may hold a connection to the database


class SiteNotUp(Unavailable):
    code = "site-not-up"
    title = "The site did not come up within a minute."
    mend = "Its own words stand above."


def children_for(*, host: str, port: int, workers: int) -> list[Child]:
    """Return the three children: site (WSGI), live pages (ASGI, port + 1), worker."""
    kept = (embedded.usage_handle(data_dir()),) if embedded.is_embedded() else ()
    granian = [
        sys.executable, "-m", "granian", "--host", host, "--log-level", "warning",
        "--respawn-failed-workers",
    ]  # fmt: skip
    environment = {
        "PORT": str(port),
        "LIVE_PORT": str(port + 1),
        # Static files come straight from the packages when none were collected.
        "PYTHONWARNINGS": "ignore:No directory at:UserWarning",
    }
    itself = [sys.executable, "-m", "doorstep.project.commandline"]
    site = [*granian, "--interface", "wsgi", "--port", str(port), "--workers", str(workers)]
    site += ["--blocking-threads", str(_THREADS)]
    live = [*granian, "--interface", "asginl", "--port", str(port + 1), "--workers", "1"]
    live += ["--workers-kill-timeout", "2"]  # open pages would keep it from ending
    return [
        Child("Site", [*site, "doorstep.project.wsgi:application"], environment, kept),
        Child("Live pages", [*live, "doorstep.project.live:application"], environment, kept),
        Child("Worker", [*itself, "worker"], environment, kept),
    ]


def run_site(*, host: str, port: int, workers: int, when_up: Callable[[], None]) -> None:
    """Run everything until Ctrl-C; ``when_up`` is called once the site answers."""
    require_free_port(host, port)
    require_free_port(host, port + 1)
    connections.close_all()
    children = children_for(host=host, port=port, workers=workers)
    sign = StopSign()
    try:
        for child in children:
            child.start()
        if _comes_up(children[0], host, port, sign):
            when_up()
    except BaseException:
        stop(children)
        raise
    supervise(children, sign, tend=revive_database)


def _comes_up(site: Child, host: str, port: int, sign: StopSign) -> bool:
    """Wait until the site answers; False when it was told to stop before."""
    deadline = time.monotonic() + _START_PATIENCE
    while time.monotonic() < deadline and site.alive:
        if sign.seen:
            return False
        if _answers("127.0.0.1" if host == "0.0.0.0" else host, port):
            return True
        revive_database()
        time.sleep(0.05)
    raise SiteNotUp()


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


@click.command()
@click.option(
    "--host", envvar="HOST", default="127.0.0.1", show_default=True, help="Address to listen on."
)
@click.option(
    "--port",
    envvar="PORT",
    default=8000,
    show_default=True,
    help="Port; live pages use the next one.",
)
@click.option(
    "--workers",
    default=min(4, os.cpu_count() or 1),
    show_default=True,
    help="Processes of the site.",
)
def serve(host: str, port: int, workers: int) -> None:
    """Run site, live pages (server-sent events) and worker; Ctrl-C stops all three.

    A part that crashes is started again. Put a proxy with TLS in front, see deploy/.
    """
    ensure_database()

    def announce() -> None:
        step(f"The site is at http://{host}:{port}/   Ctrl-C stops it.")

    run_site(host=host, port=port, workers=workers, when_up=announce)
