"""What goes out about the talk with the asker: the timeline, who else hears, ratings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ninja import Schema


class EntryOut(Schema):
    """One thing that happened. ``data`` is for colleagues."""

    id: int
    at: datetime
    verb: str
    title: str
    from_state: str
    to_state: str
    text: str
    by: str
    by_kind: str
    audience: str
    data: dict[str, Any] | None = None


class TimelineOut(Schema):
    items: list[EntryOut]
    next: str | None


class FollowerOut(Schema):
    number: str
    resident: int
    why: str
    since: datetime


class FollowedOut(Schema):
    """Somebody else's case that a resident hears of: its state, nothing more."""

    number: str
    state: str
    state_title: str


class RatingOut(Schema):
    number: str
    round: int
    score: int
    at: datetime
