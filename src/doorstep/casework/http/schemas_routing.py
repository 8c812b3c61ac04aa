"""What comes in about routing, templates and sums."""

from __future__ import annotations

from typing import Any, Literal

from ninja import Field
from pydantic import StrictInt

from doorstep.casework.http.schemas_words import (
    LevelName,
    MoveName,
    Role,
)
from doorstep.platform.http.fields import (
    Code,
    Flag,
    GivenId,
    In,
    Moment,
    PlaceCode,
    Reason,
    Unit,
)


class TargetIn(In):
    """Where to: a level of the ladder; perhaps the role, the unit (its place, or a level of places
    counted from the case's own) and one colleague's account."""

    level: LevelName
    role: Role = ""
    unit: Unit = ""
    account: GivenId | None = None


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


class PeriodQuery(In):
    """``since`` and ``until``: the last thirty days when left out."""

    place: PlaceCode
    since: Moment | None = None
    until: Moment | None = None
