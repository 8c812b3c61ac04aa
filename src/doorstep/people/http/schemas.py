"""Schemas of the residents' door; in and out apart."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema


class ResidentOut(Schema):
    """A resident as the caller may see them; sealed fields are masked."""

    id: int
    place: str
    address: str
    name: str
    called: str
    gender: str
    age: int | None
    phone: str | None
    id_number: str | None
    residence: str
    relation_to_head: str
    household: int | None
    status: str
    status_on: date | None
    language: str
    needs_note: str
    version: int


class ResidentPage(Schema):
    """One page; ``next`` is the cursor of the following one."""

    items: list[ResidentOut]
    next: str | None


class FoundOut(Schema):
    """One hit of finding; ``why``: name, pinyin, initials, phone, phone_tail, id_number,
    id_tail or address."""

    id: int
    name: str
    age: int | None
    gender: str
    status: str
    address: str
    place: str
    why: str
    near: bool
    namesake: bool


class DetailsIn(Schema):
    """What is kept about a person. Everything is checked by the operation, which says what to
    mend; lengths here only keep the absurd out."""

    name: str | None = Field(None, max_length=200)
    reading: str | None = Field(None, max_length=200)
    gender: str | None = Field(None, max_length=10)
    birth: date | None = None
    birth_year: int | None = Field(None, ge=0, le=9999)
    birth_month: int | None = Field(None, ge=0, le=99)
    id_number: str | None = Field(None, max_length=100)
    phone: str | None = Field(None, max_length=100)
    residence: str | None = Field(None, max_length=40)
    relation_to_head: str | None = Field(None, max_length=40)
    language: str | None = Field(None, max_length=200)
    needs_note: str | None = Field(None, max_length=20_000)

    def said(self) -> dict[str, Any]:
        """Return only what was sent."""
        return self.dict(exclude_unset=True)


class ResidentIn(DetailsIn):
    """A new resident at a place code."""

    name: str = Field(..., max_length=200)
    place: str = Field(..., max_length=40)
    another_person: bool = False


class ResidentAmendIn(DetailsIn):
    """Corrections to the version that was read."""

    version: int = Field(..., ge=0, le=2_000_000_000)


class OpeningIn(Schema):
    """Which sealed field, and what for."""

    field: str = Field(..., max_length=60)
    purpose: str = Field(..., max_length=200)


class OpeningOut(Schema):
    """The clear value; show it no longer than ``seconds``."""

    field: str
    value: str
    seconds: int


class ConsentIn(Schema):
    """A consent; ``agent`` is the id of the account that may act, none for use of data."""

    acts: list[str] = Field(..., max_length=20)
    evidence: str = Field(..., max_length=200)
    agent: int | None = Field(None, ge=1, le=9_000_000_000_000_000_000)
    until: datetime | None = None
    by_guardian: bool = False


class ConsentOut(Schema):
    """A consent as it stands."""

    id: int
    principal: int
    agent: int | None
    acts: list[str]
    since: datetime
    until: datetime | None
    withdrawn_at: datetime | None
    evidence: str
