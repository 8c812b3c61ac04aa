"""What happens with finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from doorstep.kernel.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class FindKept(Fact):
    """Something was found and handed in at the station."""

    name: ClassVar[str] = "lost_and_found.FindKept"
    what: str
