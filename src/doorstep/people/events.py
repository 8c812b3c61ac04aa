"""Facts about people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from doorstep.kernel.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentRegistered(Fact):
    """A resident was entered. ``subject`` is ``resident:<id>``, as in all facts below."""

    name: ClassVar[str] = "people.ResidentRegistered"

    resident: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentAmended(Fact):
    """Something about a resident was corrected; ``fields`` names what, never the values."""

    name: ClassVar[str] = "people.ResidentAmended"

    resident: int
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentMoved(Fact):
    """A resident moved. ``place`` is where they live now, ``left`` where they lived; both are the
    same when they moved out of sight (``away``)."""

    name: ClassVar[str] = "people.ResidentMoved"

    resident: int
    left: str
    away: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentDied(Fact):
    """A death was recorded; ``on`` is an ISO date."""

    name: ClassVar[str] = "people.ResidentDied"

    resident: int
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentTagged(Fact):
    """A tag became true of a resident, or stopped being so (``ended``)."""

    name: ClassVar[str] = "people.ResidentTagged"

    resident: int
    kind: str
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGiven(Fact):
    """A resident consented; ``agent`` is the account that may act, None for use of data."""

    name: ClassVar[str] = "people.ConsentGiven"

    consent: int
    resident: int
    agent: int | None
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawn(Fact):
    """A consent was taken back."""

    name: ClassVar[str] = "people.ConsentWithdrawn"

    consent: int
    resident: int
    agent: int | None
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountClosed(Fact):
    """A colleague left; ``subject`` is ``account:<id>``. It happens at no place."""

    name: ClassVar[str] = "people.AccountClosed"

    account: int
    reason: str
