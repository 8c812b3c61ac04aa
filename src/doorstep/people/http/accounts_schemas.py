"""Shapes of accounts, grants and tokens on the API; what comes in and what goes out apart."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from ninja import Field, Schema

PlaceCode = Annotated[str, Field(pattern=r"^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$")]
Reason = Annotated[str, Field(min_length=2, max_length=200)]


class GrantShort(Schema):
    role: str
    place: str
    place_name: str = ""


class MeOut(Schema):
    """Who asks: an account, how it came, what it may do where. ``persons``: residents it is or acts
    for."""

    account: int | None
    name: str
    kind: str
    via: str
    grants: list[GrantShort]
    permissions: list[str]
    persons: list[int]


class GrantOut(Schema):
    id: int
    account: int
    account_name: str
    role: str
    place: str
    since: datetime
    until: datetime | None
    reason: str


class GrantPage(Schema):
    items: list[GrantOut]
    next: str | None


class GrantIn(Schema):
    account: Annotated[int, Field(ge=1, le=2**62)]
    role: Annotated[str, Field(max_length=32)]
    place: PlaceCode
    reason: Reason


class ReasonIn(Schema):
    reason: Reason


class TokenOut(Schema):
    id: int
    label: str
    hint: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None


class TokenIn(Schema):
    label: Annotated[str, Field(min_length=1, max_length=64)]
    days: Annotated[int, Field(ge=1, le=366)] = 90


class TokenIssued(TokenOut):
    """``token`` is shown this once."""

    token: str
