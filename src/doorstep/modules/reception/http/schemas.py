"""Shapes of reception on the API; what comes in and what goes out apart."""

from __future__ import annotations

from typing import Any

from ninja import Field, Schema

from doorstep.platform.http.fields import In


class HitOut(Schema):
    """One answer of the one box. ``kind``: person, dwelling, case, item …; ``url``: its page;
    ``key``: what opens it."""

    kind: str
    title: str
    subtitle: str
    url: str
    icon: str
    score: float
    key: str


class LengthOut(Schema):
    """``unit``: working_days, working_minutes, or minutes (round the clock)."""

    amount: int
    unit: str


class KindOut(Schema):
    """A kind of case. ``title`` is in the reader's language, ``titles`` in all. ``form``: JSON
    Schema of the answers."""

    code: str
    title: str
    titles: dict[str, str]
    category: str
    icon: str
    common: bool
    urgent: bool
    sensitive: bool
    needs_place: bool
    rated: bool
    on_the_spot: bool
    ladder: list[str]
    reply_clock: LengthOut
    resolve_clock: LengthOut
    form: dict[str, Any]
    spot_outcomes: list[dict[str, str]]


class SentenceIn(In):
    """What somebody wants, in their own words."""

    words: str = Field(..., min_length=1, max_length=2_000)
