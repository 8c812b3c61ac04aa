"""The base of facts: what happened, in the past tense, frozen."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, ClassVar, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that happened. Subclasses add JSON-ready fields (text, numbers, booleans, tuples).

    ``place``: place code it happened at. ``subject``: what it is about, e.g. ``case:42``.
    ``persons``: ids of the residents whose own pages may hear of it. ``name`` is stored and must
    stay stable: ``<app>.<PastTense>``.
    """

    name: ClassVar[str] = "fact"

    place: str
    subject: str
    persons: tuple[int, ...] = ()

    def as_payload(self) -> dict[str, Any]:
        return dataclasses.asdict(self)

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Self:
        """Rebuild from a stored payload; fields unknown to this version are dropped.

        JSON has no tuples: its lists come back as tuples, so that a fact stays hashable and equal.
        """
        known = {f.name for f in dataclasses.fields(cls)} & payload.keys()
        values: dict[str, Any] = {key: payload[key] for key in known}
        return cls(**{key: _frozen(value) for key, value in values.items()})


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
