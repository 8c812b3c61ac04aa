"""The report: one JSON file, one table."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.measure import Result

RESULTS = Path(__file__).resolve().parent / "results"
# A log has no width of its own; the table needs one.
console = Console(width=None if sys.stdout.isatty() else 150)


def write(calibration: dict[str, Any], results: list[Result], path: Path | None = None) -> Path:
    """Write what was found and return where."""
    path = path or RESULTS / "latest.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    data = {"calibration": calibration, "results": [result.as_data() for result in results]}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def show_calibration(calibration: dict[str, Any]) -> None:
    table = Table(title="Calibration", title_justify="left", show_header=False)
    for name, value in calibration.items():
        table.add_row(name, f"{value:.4g}" if isinstance(value, float) else str(value))
    console.print(table)


def show(results: list[Result]) -> None:
    table = Table(title="Claims", title_justify="left", header_style="bold")
    for title in ("id", "what", "ratio", "range", "target", "", "same answer", "note"):
        table.add_column(title, overflow="fold")
    for line in results:
        table.add_row(
            line.id,
            line.what,
            f"{line.ratio:.3g}" if line.ratio is not None else "not measured",
            f"{line.low:.3g}–{line.high:.3g}" if line.low is not None else "",
            str(line.target or ""),
            {True: "[green]holds[/green]", False: "[red]does not hold[/red]", None: ""}[line.holds],
            {True: "yes", False: "[red]NO[/red]", None: ""}[line.same],
            _note(line),
        )
    console.print(table)


def _note(line: Result) -> str:
    seen = line.figures.get("observed")
    return f"{line.note} (seen: {seen:.3g})" if isinstance(seen, float) else line.note
