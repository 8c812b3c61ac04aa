"""What goes out about routing, templates and sums."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ninja import Schema


class DraftOut(Schema):
    """The kind's, or the place's own, words for a move; "" when there are none."""

    move: str
    language: str
    text: str


class TestOut(Schema):
    field: str
    op: str
    want: Any
    have: Any
    holds: bool


class TriedOut(Schema):
    """One rule that was looked at, with the tests it ran."""

    label: str
    rule: int | None
    matched: bool
    tests: list[TestOut]
    note: str


class DecisionOut(Schema):
    """Where a case goes, and every rule that was tried on the way."""

    level: str
    holder_place: str
    holder_role: str
    account: int | None
    label: str
    rule: int | None
    because: dict[str, str]
    why: list[TriedOut]


class ReroutedOut(Schema):
    number: str
    changed: bool
    before: DecisionOut
    after: DecisionOut


class DryRunOut(Schema):
    """``items``: the cases that would go elsewhere."""

    tried: int
    changed: int
    items: list[ReroutedOut]


class TargetOut(Schema):
    level: str
    role: str
    unit: str
    account: int | None


class RuleOut(Schema):
    id: int
    title: str
    place: str
    kind: str
    category: str
    condition: dict[str, Any]
    to: TargetOut
    position: int
    active: bool
    version: int
    changed_at: datetime


class TemplateOut(Schema):
    id: int
    place: str
    kind: str
    move: str
    texts: dict[str, str]
    changed_at: datetime


class CountsOut(Schema):
    """``came`` by when it was opened, ``closed`` by when it was closed; ``open`` and ``late`` as of
    now. ``mean_score`` is null for fewer than five ratings."""

    came: int
    closed: int
    open: int
    late: int
    on_the_spot: int
    reopened: int
    ratings: int
    bad_ratings: int
    mean_score: float | None
    replied_in_time: int
    replied: int


class KindCountOut(Schema):
    kind: str
    kind_title: str
    came: int
    open: int
    late: int


class PlaceCountOut(Schema):
    place: str
    place_name: str
    came: int
    open: int
    late: int


class BadRatingOut(Schema):
    """A bad rating and the case that looks after it; who gave it isn't said."""

    number: str
    kind: str
    score: int
    words: str
    at: datetime
    looked_after_by: list[str]
