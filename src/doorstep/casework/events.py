"""Facts of the loop. Each names the case and the entry of its timeline that tells the story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from doorstep.kernel.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFact(Fact):
    """What all facts of a case carry. ``entry``: id of the timeline entry; ``kind``: its code."""

    number: str
    kind: str
    state: str
    entry: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(CaseFact):
    """A case began. It may be dispatched, accepted or closed in the same breath: see ``state``."""

    name: ClassVar[str] = "casework.CaseOpened"
    holder_place: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDispatched(CaseFact):
    """A unit, perhaps a colleague, got the case: dispatched, reassigned or moved to its place."""

    name: ClassVar[str] = "casework.CaseDispatched"
    holder_place: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAccepted(CaseFact):
    """A colleague took the case on."""

    name: ClassVar[str] = "casework.CaseAccepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReturned(CaseFact):
    """The unit gave the case back, with a reason (退单)."""

    name: ClassVar[str] = "casework.CaseReturned"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEscalated(CaseFact):
    """The case went up the ladder (上报), by a colleague or by a clock."""

    name: ClassVar[str] = "casework.CaseEscalated"
    holder_place: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReplied(CaseFact):
    """The asker was answered. ``first``: it stopped the reply clock."""

    name: ClassVar[str] = "casework.CaseReplied"
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePaused(CaseFact):
    """The case waits for the resident's word, or is suspended until a day."""

    name: ClassVar[str] = "casework.CasePaused"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResumed(CaseFact):
    """The case goes on."""

    name: ClassVar[str] = "casework.CaseResumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHeard(CaseFact):
    """The asker sent word."""

    name: ClassVar[str] = "casework.CaseHeard"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseExtended(CaseFact):
    """The resolve clock was given longer."""

    name: ClassVar[str] = "casework.CaseExtended"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResolved(CaseFact):
    """The work is done and the asker was told."""

    name: ClassVar[str] = "casework.CaseResolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed(CaseFact):
    """The round is over; she may rate it."""

    name: ClassVar[str] = "casework.CaseClosed"
    rated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReopened(CaseFact):
    """A new round began (重办)."""

    name: ClassVar[str] = "casework.CaseReopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCancelled(CaseFact):
    """The case was withdrawn or called off."""

    name: ClassVar[str] = "casework.CaseCancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMarkedDuplicate(CaseFact):
    """The case is about the same as ``original``, whose progress its askers now follow."""

    name: ClassVar[str] = "casework.CaseMarkedDuplicate"
    original: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSplit(CaseFact):
    """A sub-case ``child`` was made."""

    name: ClassVar[str] = "casework.CaseSplit"
    child: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentGiven(CaseFact):
    """A unit got a part of the case."""

    name: ClassVar[str] = "casework.AssignmentGiven"
    assignment: int
    unit_place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentEnded(CaseFact):
    """A part of the case ended, with an outcome."""

    name: ClassVar[str] = "casework.AssignmentEnded"
    assignment: int
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRated(CaseFact):
    """The asker judged a closing, 1 (very dissatisfied) to 5 (very satisfied)."""

    name: ClassVar[str] = "casework.CaseRated"
    rating: int
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStepFired(CaseFact):
    """A clock ran soon due, late, or far enough past due to escalate."""

    name: ClassVar[str] = "casework.ClockStepFired"
    clock: str
    step: str
    due: str
