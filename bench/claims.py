"""The claims, in the order in which they are measured, and the run of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bench import (
    calibration,
    caseload,
    crash,
    crowd,
    divisions,
    finding,
    ground,
    pages,
    report,
    rivals,
    start,
    taking,
)  # fmt: skip
from bench.measure import BUSY_CORES, Result, others_use


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured on, and how often. ``each``: samples of each class in each round."""

    name: str
    people: int
    cases: int
    rounds: int
    each: int
    samples: int


SIZES: Final = {
    "quick": Size("quick", 100_000, 20_000, rounds=3, each=40, samples=100),
    "full": Size("full", 5_700_000, 1_000_000, rounds=5, each=60, samples=100),
}
SMALL: Final = (10_000, 1_000)


def _people(size: Size) -> str:
    return ground.filled(
        f"people_{size.people}", lambda name: crowd.fill(name, size.people),
        of=ground.with_divisions,
    )  # fmt: skip


def _cases(size: Size) -> str:
    """Return the people with their cases: the same database, so that millions aren't copied."""
    return ground.filled(
        f"cases_{size.people}", lambda name: caseload.fill(name, size.people, size.cases),
        of=lambda: _people(size), instead=True,
    )  # fmt: skip


def _small() -> str:
    people, cases = SMALL

    def fill(name: str) -> None:
        crowd.fill(name, people)
        caseload.fill(name, people, cases)

    return ground.filled("small", fill, of=ground.with_divisions)


def _finding(size: Size) -> list[Result]:
    return finding.measure(_cases(size), size.people, rounds=size.rounds, samples=size.each)


def _rivals(size: Size) -> list[Result]:
    return rivals.measure(_cases(size), size.people, rounds=size.rounds, samples=size.each)


def _taking(size: Size) -> list[Result]:
    return taking.measure(ground.scratch(_small()), rounds=size.rounds, samples=size.samples)


def _pages(size: Size) -> list[Result]:
    return pages.measure(
        _cases(size), _small(), size.cases, rounds=size.rounds, samples=size.samples
    )


CLAIMS: Final[dict[str, Callable[[Size], list[Result]]]] = {
    "T1": _finding,
    "T2": _rivals,
    "T5": _taking,
    "T7-div": lambda size: divisions.measure(rounds=3),
    "T10": _pages,
    "T11": lambda size: crash.measure(ground.with_divisions(), rounds=3),
    "T12": lambda size: start.measure(rounds=3),
}


def run(size: Size, only: list[str], *, observe: bool) -> list[Result]:
    """Measure the claims, write and print the report; return its lines."""
    load = calibration.load_now()
    calibrated = calibration.calibrate(ground.scratch(ground.with_divisions()), load)
    calibrated = {"size": size.name, **calibrated}
    report.show_calibration(calibrated)
    results: list[Result] = []
    for name, measure in CLAIMS.items():
        if only and name not in only:
            continue
        report.console.print(f"[dim]{name} …[/dim]")
        results += _held_to_the_rules(measure, size, calibrated["busy"], observe)
        path = report.write(calibrated, results)  # after each, so that nothing is lost
    report.show(results)
    report.console.print(f"Written to {path}." if results else "Nothing measured.")
    return results


def _held_to_the_rules(
    measure: Callable[[Size], list[Result]], size: Size, busy: str, observe: bool
) -> list[Result]:
    """Run a claim; without verdicts when others were busy before it or after it."""
    before = others_use()
    results = measure(size)
    others = max(before, others_use())
    if not busy and others > BUSY_CORES:
        busy = f"others used {others:.1f} processors"
    if not busy:
        return results
    return [
        line.not_measured(f"busy: {busy}", observe=observe) if line.measured else line
        for line in results
    ]
