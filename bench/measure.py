"""How speed is measured here: side by side, as ratios, and not at all on a busy machine."""

from __future__ import annotations

import math
import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import psutil

BUSY_LOAD: Final = 1.0
BUSY_CORES: Final = 0.5  # what others may use of the processors just before a bench


@dataclass(frozen=True, slots=True)
class Target:
    """What a ratio is held to: at most, or at least, so much."""

    sign: str
    value: float

    def holds(self, ratio: float) -> bool:
        return ratio <= self.value if self.sign == "≤" else ratio >= self.value

    def __str__(self) -> str:
        return f"{self.sign} {self.value:g}"


def at_most(value: float) -> Target:
    return Target("≤", value)


def at_least(value: float) -> Target:
    return Target("≥", value)


@dataclass(slots=True)
class Result:
    """One line of the report.

    ``ratio`` with ``low`` and ``high``: the median of the rounds and their range; None when not
    measured. ``same``: whether both sides gave the same answer; None where there is nothing to
    compare. ``figures``: absolute values of this run, for reading only.
    """

    id: str
    what: str
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    target: Target | None = None
    measured: bool = True
    same: bool | None = None
    note: str = ""
    figures: dict[str, Any] = field(default_factory=dict)

    @property
    def holds(self) -> bool | None:
        """Say whether the target is met; None when not measured or there is none."""
        if not self.measured or self.ratio is None or self.target is None:
            return None
        return self.target.holds(self.ratio)

    def not_measured(self, why: str, *, observe: bool) -> Result:
        """Return this line without its verdict; ``observe`` keeps what was seen, as a figure."""
        figures = {"observed": self.ratio, **self.figures} if observe else {}
        return Result(
            self.id, self.what, target=self.target, measured=False, same=self.same, note=why,
            figures=figures,
        )  # fmt: skip

    def as_data(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "what": self.what,
            "ratio": _short(self.ratio),
            "low": _short(self.low),
            "high": _short(self.high),
            "target": str(self.target) if self.target else None,
            "holds": self.holds,
            "measured": self.measured,
            "same": self.same,
            "note": self.note,
            "figures": {name: _short(value) for name, value in self.figures.items()},
        }


def _short(value: Any) -> Any:
    if not isinstance(value, float) or value == 0 or not math.isfinite(value):
        return value
    return round(value, max(0, 3 - math.floor(math.log10(abs(value)))))


def missing(id_: str, what: str, why: str, target: Target | None = None) -> Result:
    """Return a line that can't be measured here, and why."""
    return Result(id_, what, target=target, measured=False, note=why)


@dataclass(slots=True)
class Side:
    """One of two that are compared. ``backend``: the server process of its connection, if any."""

    name: str
    act: Callable[[], object]
    backend: int | None = None
    rounds: list[list[float]] = field(default_factory=list)  # seconds
    own_cpus: list[list[float]] = field(default_factory=list)  # seconds in this process
    server_cpu: float = 0.0

    @property
    def count(self) -> int:
        return sum(map(len, self.rounds))

    def each(self, statistic: Callable[[Sequence[float]], float]) -> list[float]:
        return [statistic(seconds) for seconds in self.rounds]

    @property
    def median(self) -> float:
        return statistics.median(t for seconds in self.rounds for t in seconds)

    @property
    def own_cpu_each(self) -> list[float]:
        """Return the median of this process's processor time, by round."""
        return [statistics.median(seconds) for seconds in self.own_cpus]

    def figures(self) -> dict[str, Any]:
        """Return milliseconds and microseconds of processor per operation, of this run."""
        times = [t for seconds in self.rounds for t in seconds]
        found = {
            f"{self.name} p50 ms": statistics.median(times) * 1e3,
            f"{self.name} p95 ms": p95(times) * 1e3,
            f"{self.name} CPU µs": sum(map(sum, self.own_cpus)) / len(times) * 1e6,
        }
        if self.backend is not None:
            found[f"{self.name} server CPU µs"] = self.server_cpu / len(times) * 1e6
        return found


def interleave(*sides: Side, rounds: int = 3, samples: int = 100) -> None:
    """Run the sides in turn, operation by operation; who begins changes every time."""
    for side in sides:
        side.act()
    for _ in range(rounds):
        for side in sides:
            side.rounds.append([])
            side.own_cpus.append([])
        for number in range(samples):
            for side in sides if number % 2 else reversed(sides):
                _once(side)


def _once(side: Side) -> None:
    server = cpu_of(side.backend)
    cpu, begun = time.thread_time(), time.perf_counter()
    side.act()
    side.rounds[-1].append(time.perf_counter() - begun)
    side.own_cpus[-1].append(time.thread_time() - cpu)
    side.server_cpu += cpu_of(side.backend) - server


def cpu_of(pid: int | None) -> float:
    """Return the seconds of processor a process has used (0.0 where Linux doesn't say)."""
    if pid is None:
        return 0.0
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    except (OSError, ValueError):
        return 0.0


def p50(times: Sequence[float]) -> float:
    return statistics.median(times)


def p95(times: Sequence[float]) -> float:
    return quantile(times, 0.95)


def quantile(times: Sequence[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def spread(ratios: Sequence[float]) -> dict[str, float]:
    """Return the median of the rounds' ratios and their range, as fields of a Result."""
    return {"ratio": statistics.median(ratios), "low": min(ratios), "high": max(ratios)}


def divide(above: Sequence[float], below: Sequence[float]) -> list[float]:
    return [a / b for a, b in zip(above, below, strict=True)]


def others_use(seconds: float = 1.0) -> float:
    """Return how many processors others keep busy while we wait ``seconds``."""
    psutil.cpu_percent()
    time.sleep(seconds)
    return psutil.cpu_percent() / 100 * (os.cpu_count() or 1)
