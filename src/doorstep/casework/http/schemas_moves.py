"""What comes in with each change of a case."""

from __future__ import annotations

from typing import Literal

from ninja import Field
from pydantic import StrictInt

from doorstep.casework.http.schemas_routing import TargetIn
from doorstep.casework.http.schemas_words import (
    Answers,
    CaseNumber,
    ChannelName,
)
from doorstep.platform.http.fields import (
    Code,
    GivenId,
    In,
    Moment,
    PlaceCode,
    Reason,
    Words,
)


class ReasonIn(In):
    """``reason`` is for colleagues."""

    reason: Reason


class ToldIn(ReasonIn):
    """``reason`` is for colleagues; ``word`` is what the asker is told."""

    word: Words = ""


class DispatchIn(In):
    """Without ``to`` the routing rules say where."""

    to: TargetIn | None = None
    word: Words = ""


class ReassignmentIn(ToldIn):
    to: TargetIn


class SuspensionIn(ToldIn):
    until: Moment


class ExtensionIn(ToldIn):
    """``more``: in the units of the kind's resolve clock (working days, minutes)."""

    more: StrictInt = Field(..., ge=1, le=10_080)


class RelocationIn(ReasonIn):
    place: PlaceCode
    place_text: str = Field("", max_length=200)


class QuestionIn(In):
    """``until``: go on without her word then."""

    question: Words
    until: Moment | None = None


class TextIn(In):
    text: Words


class ResolutionIn(TextIn):
    outcome: str = Field("done", min_length=1, max_length=60)


class ClosureIn(In):
    """``child_outcomes``: number of an open sub-case → what came of it."""

    word: Words = ""
    child_outcomes: dict[CaseNumber, Words] = Field(default_factory=dict, max_length=10)


class DuplicationIn(In):
    """``original``: the number of the case that goes on."""

    original: CaseNumber
    word: Words = ""


class SubCaseIn(In):
    kind: Code
    words: Words
    answers: Answers = Field(default_factory=dict)


class TermIn(In):
    amount: StrictInt = Field(..., ge=1, le=10_080)
    unit: Literal["working_days", "working_minutes", "minutes"] = "working_days"


class AssignmentIn(In):
    """``part``: lead (主责) or assist (协办)."""

    part: Literal["lead", "assist"]
    task: str = Field(..., max_length=500)
    to: TargetIn
    term: TermIn | None = None


class OutcomeIn(In):
    outcome: Literal["done", "not-needed", "impossible"]
    report: Words = ""


class RatingIn(In):
    """5 very satisfied … 1 very dissatisfied."""

    score: StrictInt = Field(..., ge=1, le=5)
    words: Words = ""
    channel: ChannelName | None = None


class FollowerIn(In):
    resident: GivenId
