"""Reading a list of items, and how an item's title sounds."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One row of a list of items."""

    code: str
    title: str
    department: str


def sound_of(title: str) -> tuple[str, str]:
    """Return (pinyin in full, initials), lower case, without tones or spaces."""
    parts = [part.lower() for part in lazy_pinyin(title, style=Style.NORMAL) if part.strip()]
    full = "".join(char for part in parts for char in part if char.isalnum())
    initials = "".join(part[0] for part in parts if part[0].isalnum())
    return full[:500], initials[:160]


def read_items(lines: Iterable[str], *, prefix: str = "L") -> Iterator[ItemRow]:
    """Read ``department,name,item_code`` rows. An item without a code gets ``<prefix>-<row>``.

    Two windows list some items twice; the first row of a code or title wins.
    """
    seen: set[str] = set()
    for number, row in enumerate(csv.DictReader(lines), start=1):
        title = (row.get("name") or "").strip()
        code = (row.get("item_code") or "").strip() or f"{prefix}-{number:03d}"
        if not title or title in seen or code in seen:
            continue
        seen |= {title, code}
        yield ItemRow(code[:40], title[:160], (row.get("department") or "").strip()[:60])
