"""What goes out about cases. A resident gets the same shapes with everything that is for staff left
out: ``staff`` isn't there at all."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ninja import Schema


class CaseStaffOut(Schema):
    """What only colleagues see of a case. ``asker_name`` is masked without the right to names."""

    sensitive: bool
    level: str
    holder_place: str
    holder_role: str
    handler: int | None
    handler_name: str
    asker_name: str
    asked_by: int | None
    asked_by_name: str
    subject_key: str | None
    opened_by: int | None
    returned_at: datetime | None
    next_due_at: datetime | None


class CaseOut(Schema):
    """A case. ``…_title``: in the reader's language. ``…_due_at`` are stored when the clock is set;
    ``…_provisional``: it reaches into a year whose holidays aren't announced. ``version`` is the
    ETag."""

    number: str
    kind: str
    kind_title: str
    state: str
    state_title: str
    words: str
    answers: dict[str, Any]
    place: str
    place_text: str
    where: str
    channel: str
    urgent: bool
    asker: int | None
    created_at: datetime
    reply_due_at: datetime | None
    reply_provisional: bool
    resolve_due_at: datetime | None
    resolve_provisional: bool
    replied_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    rounds: int
    version: int
    staff: CaseStaffOut | None = None


class CasePageOut(Schema):
    """One page of cases; ``next`` is the cursor of the following one."""

    items: list[CaseOut]
    next: str | None


class ClockOut(Schema):
    """``what``: reply, resolve or assignment."""

    what: str
    round: int
    assignment: int | None
    due_at: datetime
    provisional: bool
    paused_at: datetime | None
    stopped_at: datetime | None


class AssignmentOut(Schema):
    id: int
    part: str
    task: str
    unit_place: str
    unit_role: str
    assignee: int | None
    due_at: datetime | None
    given_at: datetime
    ended_at: datetime | None
    outcome: str
    report: str


class FileOut(Schema):
    """``url`` opens the file for an hour."""

    title: str
    mime: str
    size: int
    width: int | None
    height: int | None
    audience: str
    at: datetime
    url: str


class ClosingOut(Schema):
    """How a round ended. ``score``: for those who may see single ratings."""

    round: int
    outcome: str
    text: str
    on_the_spot: bool
    at: datetime
    score: int | None


class PauseOut(Schema):
    why: str
    reason: str
    began_at: datetime
    until: datetime | None
    ended_at: datetime | None


class ExtensionOut(Schema):
    reason: str
    due_before: datetime
    due_after: datetime
    at: datetime


class CaseAroundOut(Schema):
    """What hangs on a case, for colleagues."""

    clocks: list[ClockOut]
    assignments: list[AssignmentOut]
    pauses: list[PauseOut]
    extensions: list[ExtensionOut]
    parent: str | None
    children: list[str]
    duplicate_of: str | None
    duplicates: list[str]
    follows: str | None
    followers: int


class CaseDetailOut(CaseOut):
    """One case. ``moves``: what may be done with it now by who asks."""

    moves: list[str]
    files: list[FileOut]
    closings: list[ClosingOut]
    around: CaseAroundOut | None = None


class MyWorkOut(Schema):
    """What waits for one, each case in one group only."""

    returned: list[CaseOut]
    late: list[CaseOut]
    today: list[CaseOut]
    soon: list[CaseOut]
    later: list[CaseOut]
    resting: list[CaseOut]
