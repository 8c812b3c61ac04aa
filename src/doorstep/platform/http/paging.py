"""Cursor paging: an opaque cursor over a unique, ordered key; no page number, no count."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from doorstep.kernel.errors import N_, Invalid
from doorstep.platform.http.reading import is_storable

T = TypeVar("T")


class CursorUnreadable(Invalid):
    code = "cursor-unreadable"
    title = N_("That page marker can't be read.")
    mend = N_("Start again from the first page.")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of rows. ``next``: the cursor of the following page, or None at the end."""

    items: list[T]
    next: str | None


def encode_cursor(values: list[Any]) -> str:
    """Pack the key of the last row into a cursor."""
    text = json.dumps(values, separators=(",", ":"), default=str)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode_cursor(cursor: str, *kinds: type) -> list[Any]:
    """Unpack a cursor that holds values of ``kinds`` (``str``, ``int``), in that order.

    Raises:
        CursorUnreadable: it was not made by :func:`encode_cursor` for this list.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values = json.loads(base64.urlsafe_b64decode(padded.encode()).decode())
    except (ValueError, RecursionError) as error:
        raise CursorUnreadable from error
    if not isinstance(values, list) or len(values) != len(kinds):
        raise CursorUnreadable
    if not all(_fits(value, kind) for value, kind in zip(values, kinds, strict=True)):
        raise CursorUnreadable
    return values


def _fits(value: Any, kind: type) -> bool:
    """Say whether a value may go into a query; whoever sends a cursor may have made it up."""
    if kind is str:
        return isinstance(value, str) and is_storable(value)
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63
