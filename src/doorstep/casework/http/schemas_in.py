"""What comes in when cases are asked for and taken. Lengths here only keep the absurd out: the
operation knows the real limits and says them in words."""

from __future__ import annotations

from typing import Literal

from ninja import Field

from doorstep.casework.http.schemas_words import (
    Answers,
    CaseNumber,
    ChannelName,
    LevelName,
    StateName,
)
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
    Words,
)


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
