"""Children that are started, watched, started again after a crash, and stopped in order."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from doorstep.kernel.errors import N_, Conflict
from doorstep.project.commandline.terminal import console

_SETTLED = 30.0  # seconds after which a child counts as healthy again
_LONGEST_PAUSE = 30.0
_PATIENCE = 15.0
_PR_SET_PDEATHSIG = 1


class PortTaken(Conflict):
    """Something else listens where the site should."""

    code = "port-taken"
    title = N_("Port {port} is in use by another program.")
    mend = N_("Stop it, or choose another port: make demo PORT={other}")


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


def supervise(children: Sequence[Child]) -> None:
    """Keep ``children`` running until Ctrl-C or SIGTERM, then stop them. Returns afterwards."""
    try:
        while True:
            for child in children:
                if not child.alive:
                    child.revive()
            time.sleep(0.2)
    except (KeyboardInterrupt, SystemExit):
        console.print("Stopping …")
    finally:
        stop(children)


def stop(children: Sequence[Child]) -> None:
    """Ask the children to end, the last started first; kill what has not ended in time."""
    running = [c.process for c in reversed(children) if c.process is not None and c.alive]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + _PATIENCE
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
