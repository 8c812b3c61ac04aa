"""Bands: the scope of who asks, cut into stretches of place codes, the nearest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from doorstep.kernel.places import hi_of
from doorstep.kernel.scope import Scope

MOST_BANDS: Final = 6
COMMUNITY: Final = 12
SUBDISTRICT: Final = 9


@dataclass(frozen=True, slots=True)
class Band:
    """Everything at or below ``prefix`` but the community ``but``. ``near``: the asker's own."""

    prefix: str
    near: bool = False
    but: str = ""

    @property
    def shape(self) -> str:
        """Which index serves: one that leads with the community, in one of them or skipping from
        one to the next across a subdistrict; or one that leads with the name, for wider bands."""
        if len(self.prefix) >= COMMUNITY:
            return "in_community"
        return "in_subdistrict" if len(self.prefix) >= SUBDISTRICT else "wide"

    @property
    def low(self) -> str:
        return self.prefix

    @property
    def high(self) -> str:
        return hi_of(self.prefix)


def bands_of(scope: Scope, near: str = "") -> list[Band]:
    """Return the bands of ``scope``; ``near`` is the community of who asks, "" for none.

    Of a scope of many prefixes the hull is one band, and row-level security drops what lies
    between them.
    """
    home = near[:COMMUNITY] if len(near) >= COMMUNITY and scope.covers(near[:COMMUNITY]) else ""
    prefixes = scope.prefixes if len(scope.prefixes) <= MOST_BANDS else ("",)
    rest = [
        Band(prefix, but=home if home.startswith(prefix) else "")
        for prefix in prefixes
        if prefix != home
    ]
    return [Band(home, near=True), *rest] if home else rest
