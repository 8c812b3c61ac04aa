"""What comes in about cases. Lengths here only keep the absurd out: the operation knows the real
limits and says them in words."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Field
from pydantic import StrictInt

from doorstep.platform.http.fields import (
    Code,
    Cursor,
    Flag,
    GivenId,
    Id,
    In,
    Moment,
    PlaceCode,
    Reason,
    Unit,
    Words,
)

StateName = Literal[
    "new", "dispatched", "accepted", "waiting", "suspended", "resolved", "closed", "cancelled",
    "duplicate",
]  # fmt: skip
ChannelName = Literal[
    "desk", "phone", "app", "visit", "patrol", "hotline", "kiosk", "machine", "rule"
]
LevelName = Literal["community", "joint_duty", "subdistrict", "district"]
MoveName = Literal[
    "open", "settle", "dispatch", "accept", "return", "reassign", "escalate", "ask", "hear",
    "resume", "suspend", "extend", "reply", "resolve", "close", "reopen", "cancel", "duplicate",
    "split", "assign", "relocate",
]  # fmt: skip
Answers = Annotated[dict[str, Any], Field(max_length=100)]
Role = Annotated[str, Field(pattern="^[a-z_]{0,32}$")]
CaseNumber = Annotated[str, Field(max_length=40)]


class CaseQuery(In):
    """Which cases. ``since``/``until``: when it was opened; ``closed_…``: when a round was closed;
    ``rated_…``: when a bad rating came. ``whose``: what lies on one's own desk, or with one's
    unit. ``order`` due: the earliest running clock first."""

    state: list[StateName] = Field(default_factory=list, max_length=9)
    kind: list[Code] = Field(default_factory=list, max_length=50)
    open: bool | None = None
    place: PlaceCode | None = None
    holder: PlaceCode | None = None
    level: LevelName | None = None
    handler: Id | None = None
    unclaimed: bool = False
    asker: Id | None = None
    channel: ChannelName | None = None
    urgent: bool | None = None
    late: bool | None = None
    returned: bool | None = None
    bad_rating: bool = False
    since: Moment | None = None
    until: Moment | None = None
    parent: CaseNumber | None = None
    whose: Literal["me", "unit"] | None = None
    closed_since: Moment | None = None
    closed_until: Moment | None = None
    rated_since: Moment | None = None
    rated_until: Moment | None = None
    on_the_spot: bool | None = None
    reopened: bool | None = None
    answered: Literal["in_time", "late"] | None = None
    joint_work: bool | None = None
    order: Literal["newest", "oldest", "due"] = "newest"
    cursor: Cursor = ""
    limit: int = Field(50, ge=1, le=200)


class SettledIn(In):
    """It was done while she stood there: the outcome, and the answer she was given."""

    outcome: str = Field(..., min_length=1, max_length=60)
    text: Words = ""


class CaseIn(In):
    """A case to take. ``words``: hers. ``answers``: the ticks of the kind's form. Without ``place``
    it is the asker's home. ``handle_myself``: who takes it keeps it. ``subject_key``: what a
    machine saw; while a case of this kind about it is open, that one is answered with."""

    kind: Code
    words: Words = ""
    answers: Answers = Field(default_factory=dict)
    place: PlaceCode | None = None
    place_text: Reason = ""
    asker: GivenId | None = None
    asked_by_name: Reason = ""
    channel: ChannelName | None = None
    urgent: Flag = False
    settled: SettledIn | None = None
    handle_myself: Flag = False
    subject_key: str | None = Field(None, min_length=1, max_length=80)


class TargetIn(In):
    """Where to: a level of the ladder; perhaps the role, the unit (its place, or a level of places
    counted from the case's own) and one colleague's account."""

    level: LevelName
    role: Role = ""
    unit: Unit = ""
    account: GivenId | None = None


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


class PeriodQuery(In):
    """``since`` and ``until``: the last thirty days when left out."""

    place: PlaceCode
    since: Moment | None = None
    until: Moment | None = None


class RuleIn(In):
    """A routing rule. ``place`` "" holds everywhere; an empty ``kind`` or ``category`` matches
    every one; ``condition``: see the reference of case kinds."""

    title: str = Field(..., min_length=1, max_length=120)
    place: PlaceCode | Literal[""] = ""
    kind: Code = ""
    category: Code = ""
    condition: dict[str, Any] = Field(default_factory=dict, max_length=1)
    to: TargetIn
    position: StrictInt = Field(100, ge=0, le=1_000_000)
    active: Flag = True


class DryRunIn(In):
    """``rule`` instead of the one with its ``id`` (or besides all, without), on the newest cases
    at ``place``."""

    rule: RuleIn
    id: GivenId | None = None
    place: PlaceCode
    limit: StrictInt = Field(200, ge=1, le=500)


class TemplateIn(In):
    """A place's own words for a move; language → text with ``{placeholders}``."""

    place: PlaceCode
    kind: Code = ""
    move: MoveName
    texts: dict[Literal["zh", "en"], Reason] = Field(..., min_length=1, max_length=2)
