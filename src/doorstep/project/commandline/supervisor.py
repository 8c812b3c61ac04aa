"""Children that are started, watched, started again after a crash, and stopped in order."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

import psutil

from doorstep.kernel.errors import Conflict
from doorstep.project.commandline.terminal import console

_SETTLED = 30.0  # seconds after which a child counts as healthy again
_LONGEST_PAUSE = 30.0
_PATIENCE = 15.0
_PR_SET_PDEATHSIG = 1


class PortTaken(Conflict):
    """Something else listens where the site should."""

    code = "port-taken"
    title = "Port {port} is in use by another program."
    mend = "Stop it, or choose another port: make demo PORT={other}"


def require_free_port(host: str, port: int) -> None:
    """Raise PortTaken unless ``port`` can be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise PortTaken(port=port, other=port + 10) from None


def _die_with_parent() -> None:
    """Ask Linux to end this child when its supervisor dies, even by kill -9."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """One child process: what it is called, its command, and how often it crashed lately."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    keep_open: tuple[int, ...] = ()
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 0.0
    due: float = 0.0

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            list(self.command),
            env=os.environ | dict(self.environment),
            pass_fds=self.keep_open,
            # Ctrl-C then reaches the supervisor alone, which stops the children in order.
            start_new_session=True,
            preexec_fn=_die_with_parent if os.uname().sysname == "Linux" else None,
        )

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def revive(self) -> None:
        """Start again when it ended; at once the first time, then with growing pauses."""
        now = time.monotonic()
        if self.process is not None:
            _kill_family(self.process)
            status, self.process = self.process.returncode, None
            self.pause = 0.0 if now - self.started > _SETTLED else self.pause
            self.due = now + self.pause
            console.print(
                f"[yellow]{self.name} ended (status {status}); starting it again"
                f"{f' in {self.pause:.0f} s' if self.pause else ''}.[/yellow]"
            )
            self.pause = min(_LONGEST_PAUSE, self.pause * 2 or 1.0)
        if now >= self.due:
            self.start()


class StopSign:
    """Ctrl-C and SIGTERM as a flag, looked at between steps.

    As an exception they could strike while a child is being started, which then nobody would know
    of. A second Ctrl-C is an exception after all, for who is tired of waiting.
    """

    def __init__(self) -> None:
        self.seen = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._notice)

    def _notice(self, number: int, frame: FrameType | None) -> None:
        if self.seen and number == signal.SIGINT:
            raise KeyboardInterrupt
        self.seen = True


def supervise(children: Sequence[Child], sign: StopSign, *, tend: Callable[[], None]) -> None:
    """Keep ``children`` running until ``sign`` is seen, then stop them. Returns afterwards.

    ``tend`` is called five times a second, for whatever else has to be kept alive.
    """
    try:
        while not sign.seen:
            for child in children:
                if not child.alive and not sign.seen:
                    child.revive()
            tend()
            time.sleep(0.2)
        console.print("Stopping …")
    finally:
        stop(children)


def stop(children: Sequence[Child]) -> None:
    """Ask the children to end, the last started first; kill what has not ended in time.

    A second Ctrl-C kills at once.
    """
    started = [child.process for child in reversed(children) if child.process is not None]
    try:
        for process in started:
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + _PATIENCE
        for process in started:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, deadline - time.monotonic()))
    finally:
        for process in started:
            _kill_family(process)


def _kill_family(process: subprocess.Popen[bytes]) -> None:
    """Kill what is left of a child and of the processes it made (they share its group)."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + _PATIENCE
    while _living(process.pid) and time.monotonic() < deadline:
        time.sleep(0.02)


def _living(group: int) -> bool:
    """Say whether a process of ``group`` still runs (one that nobody reaped doesn't)."""
    for process in psutil.process_iter():
        with suppress(psutil.Error, ProcessLookupError):
            if os.getpgid(process.pid) == group and process.status() != psutil.STATUS_ZOMBIE:
                return True
    return False
