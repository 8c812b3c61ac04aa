"""Every text of an app that people will read, found in its Python files and templates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.extract import extract
from django.utils.translation.template import templatize

_KEYWORDS: dict[str, Any] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_TEMPLATES = {".html", ".txt", ".svg", ".xml"}
_SKIPPED = {"tests", "migrations", "node_modules", "locale"}


@dataclass(frozen=True, slots=True)
class Text:
    """One text. ``plural``: its plural form or ""; ``context``: of ``pgettext`` or ""."""

    id: str
    plural: str
    context: str
    where: str


def texts_of(folder: Path, root: Path) -> Iterator[Text]:
    """Yield the texts below ``folder``; another app inside it is left to itself."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if _SKIPPED.intersection(inside) or not path.is_file():
            continue
        if path.suffix == ".py" and path.name != "testing.py":
            yield from _texts_in(path, path.read_bytes(), root)
        elif path.suffix in _TEMPLATES and "templates" in inside:
            code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
            # What stands between the texts is blanked out; only its indentation could mislead.
            flat = "\n".join(line.strip() for line in code.splitlines())
            yield from _texts_in(path, flat.encode(), root)


def _texts_in(path: Path, code: bytes, root: Path) -> Iterator[Text]:
    for line, message, _comments, context in extract("python", BytesIO(code), _KEYWORDS):
        singular, plural = message if isinstance(message, tuple) else (message, "")
        if singular:
            where = f"{path.relative_to(root.parent.parent)}:{line}"
            yield Text(singular, plural or "", context or "", where)
