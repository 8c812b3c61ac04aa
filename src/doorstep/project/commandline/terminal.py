"""How commands speak: one console, one way to show progress, one way to complain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from doorstep.kernel.errors import DoorstepError

console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)

Report = Callable[[str, int, int], None]
"""``report(what, done, total)``: what operations that take long call as they go."""


def complain(error: Exception, *, mend: str = "") -> None:
    """Say on standard error what went wrong and how to mend it."""
    text = str(error)
    if isinstance(error, DoorstepError):
        text = _filled(error.title, error)
        mend = _filled(error.mend, error) or mend
        mend += "".join(f"\n  {field}: {message}" for field, message in error.fields.items())
    errors.print(text, style="bold red", markup=False)
    if mend:
        errors.print(mend, markup=False)


def _filled(text: str, error: DoorstepError) -> str:
    try:
        return str(text).format(**error.data)
    except (KeyError, IndexError):
        return str(text)


def step(text: str) -> None:
    """Say what has been done, on one line."""
    console.print(f"[green]✓[/green] {text}")


@contextmanager
def progress() -> Iterator[Report]:
    """Show bars for what takes over a second; gives the function to report with.

    Away from a terminal (a log file, CI) a line is printed when a stage begins instead.
    """
    columns = (TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn())
    shown = console.is_terminal
    bars = Progress(
        *columns, TimeElapsedColumn(), console=console, transient=True, disable=not shown
    )
    stages: dict[str, TaskID] = {}

    def report(what: str, done: int, total: int) -> None:
        if what not in stages:
            stages[what] = bars.add_task(what, total=total or None)
            if not shown:
                console.print(f"  {what} …")
        bars.update(stages[what], completed=done, total=total or None)

    with bars:
        yield report
