"""Kinds of values that come in on the API, each with its bounds: nothing unbounded reaches the
database. What can't be stored in any text (NUL, half a surrogate pair) is refused before, for all
routes at once: see ``reading``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from ninja import Field, Header, Schema
from pydantic import AfterValidator, AwareDatetime, StrictBool, StrictInt
from pydantic_core import PydanticCustomError

BIGGEST = 2**63 - 1
_FIRST, _LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_DIGITS = "|".join(f"[0-9]{{{length}}}" for length in (2, 4, 6, 9, 12, 15, 18, 22))


def _within_reason(moment: datetime) -> datetime:
    if not _FIRST <= moment < _LAST:
        raise PydanticCustomError("moment_range", "between the years 2000 and 2100")
    return moment


Id = Annotated[int, Field(ge=1, le=BIGGEST)]
"""An id in an address."""
GivenId = Annotated[StrictInt, Field(ge=1, le=BIGGEST)]
"""An id in a body: a number, not its digits as text."""
Flag = StrictBool
PlaceCode = Annotated[str, Field(pattern=f"^({_DIGITS})$")]
Unit = Annotated[str, Field(pattern=f"^({_DIGITS}|district|subdistrict|community)?$")]
Moment = Annotated[AwareDatetime, AfterValidator(_within_reason)]
"""A time with its offset, between 2000 and 2100."""
Cursor = Annotated[str, Field(max_length=400, description="`next` of the page before.")]
Code = Annotated[str, Field(max_length=40)]
Reason = Annotated[str, Field(max_length=2_000)]
Words = Annotated[str, Field(max_length=20_000)]
"""A text for people. The operation knows the real limit and says it in words; this one only keeps
the absurd out."""
IfMatch = Annotated[
    str,
    Header(
        "",
        alias="If-Match",
        pattern=r'^(\*|(W/)?"[0-9]{1,9}")?$',
        description="`ETag` of what was read. When it changed since: 409, naming who changed it.",
    ),
]


class In(Schema):
    """What comes in. A field that nobody knows is refused: it is a typing mistake."""

    model_config = {"extra": "forbid"}

    def given(self) -> dict[str, Any]:
        """Return only what was sent."""
        return self.dict(exclude_unset=True)
