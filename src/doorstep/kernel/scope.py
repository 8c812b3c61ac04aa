"""Scope: which rows a request may see, as data that a database can compare with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from doorstep.kernel.places import hi_of


@dataclass(frozen=True, slots=True)
class Scope:
    """The places (prefixes of place codes) and, for a resident, the persons a request may see.

    ``prefixes``: sorted, none inside another. ``persons``: resident ids; when given, the request
    runs under the residents' own, narrower policies. ``why`` says why a scope over everything
    was taken.
    """

    prefixes: tuple[str, ...] = ()
    persons: tuple[int, ...] = ()
    resident: bool = False
    why: str = ""

    @classmethod
    def over(cls, places: Iterable[str]) -> Scope:
        """Make the scope of staff over ``places``; a place inside another is dropped."""
        kept: list[str] = []
        for place in sorted(set(places)):
            if not kept or not place.startswith(kept[-1]):
                kept.append(place)
        return cls(prefixes=tuple(kept))

    @classmethod
    def nowhere(cls) -> Scope:
        """Make the scope that sees no row."""
        return cls()

    @classmethod
    def everywhere(cls, why: str) -> Scope:
        """Make the scope over every place, for work of the system itself; ``why`` is required."""
        return cls(prefixes=("",), why=why)

    @classmethod
    def of_persons(cls, persons: Iterable[int]) -> Scope:
        """Make the scope of a resident: rows of the persons they are or may act for."""
        return cls(persons=tuple(sorted(set(persons))), resident=True)

    @property
    def lo(self) -> str:
        """Lower end of the hull of all prefixes (inclusive)."""
        return self.prefixes[0] if self.prefixes else ""

    @property
    def hi(self) -> str:
        """Upper end of the hull (exclusive); empty when nothing is visible."""
        return hi_of(self.prefixes[-1]) if self.prefixes else ""

    def covers(self, place: str) -> bool:
        """Say whether rows at ``place`` are visible to staff with this scope."""
        return any(place.startswith(prefix) for prefix in self.prefixes)

    def narrowed_to(self, place: str) -> Scope:
        """Return the part of this scope at or below ``place`` (nowhere when outside)."""
        if self.covers(place):
            return Scope.over([place])
        return Scope.over(p for p in self.prefixes if p.startswith(place))
