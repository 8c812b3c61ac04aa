"""Facts about places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from doorstep.kernel.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionsImported(Fact):
    """A list of divisions was loaded."""

    name: ClassVar[str] = "places.DivisionsImported"

    version: str
    added: int
    renamed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionMoved(Fact):
    """What hung on ``old_code`` hangs on ``new_code`` now, or came back when ``undone``."""

    name: ClassVar[str] = "places.DivisionMoved"

    kind: str
    old_code: str
    new_code: str
    undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StationChanged(Fact):
    """A station was opened, or its address or hours changed."""

    name: ClassVar[str] = "places.StationChanged"

    station: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCalendarChanged(Fact):
    """Days of ``year`` were declared working or free for ``place`` and everything below it."""

    name: ClassVar[str] = "places.WorkingCalendarChanged"

    year: int
