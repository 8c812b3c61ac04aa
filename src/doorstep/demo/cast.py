"""Who plays in the life of the town, what they come with, and where a day has come to."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from random import Random
from typing import Any

from django.utils import timezone

from doorstep.casework.public import Case
from doorstep.kernel.actor import Actor
from doorstep.kernel.scope import Scope
from doorstep.people.public import Account, Grant, Resident, actor_of
from doorstep.platform.scope import scoped

Story = Mapping[str, Any]


@lru_cache
def stories() -> Sequence[Story]:
    """Return what people come with (``data/stories.toml``)."""
    text = (files("doorstep.demo") / "data" / "stories.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["story"]


@dataclass(slots=True)
class Day:
    """Where a story has come to in time; a step that would lie in the future doesn't happen."""

    at: datetime
    now: datetime
    rng: Random

    def is_within(self, days: int) -> bool:
        """Say whether it is at most ``days`` ago."""
        return self.now - self.at < timedelta(days=days)

    def later(self, least: float, most: float) -> bool:
        """Move on by ``least`` to ``most`` hours, into office hours; False when that is to come."""
        moved = self.at + timedelta(hours=self.rng.uniform(least, most))
        local = moved.astimezone(timezone.get_default_timezone())
        if not 8 <= local.hour < 20:
            moved += timedelta(hours=(32 - local.hour) % 24)
        self.at = moved
        return moved < self.now


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays: workers by community, residents by community."""

    workers: Mapping[str, Sequence[Actor]]
    residents: Mapping[str, Sequence[tuple[int, str]]]
    units: Mapping[tuple[str, str], Sequence[Actor]]

    def holder_of(self, case: Case, worker: Actor, rng: Random) -> Actor:
        """Return who has the case now: the worker when it stayed, else somebody of its unit."""
        unit = self.units.get((case.holder_place, case.holder_role), ())
        if worker in unit or not unit:
            return worker if worker in unit or case.holder_role == "" else Actor.system("demo")
        return rng.choice(list(unit))


def make_cast(workers: Mapping[str, Sequence[int]]) -> Cast:
    with scoped(Scope.everywhere("demo: cast")):
        accounts = Account.objects.in_bulk([pk for ids in workers.values() for pk in ids])
        return Cast(
            {c: [actor_of(accounts[pk], via="demo") for pk in ids] for c, ids in workers.items()},
            {c: _askers(c) for c in workers},
            _units(),
        )


def _units() -> dict[tuple[str, str], list[Actor]]:
    units: dict[tuple[str, str], list[Actor]] = {}
    for grant in Grant.objects.select_related("account").order_by("id"):
        actor = actor_of(grant.account, via="demo")
        units.setdefault((grant.place, grant.role), []).append(actor)
    return units


def _askers(community: str) -> list[tuple[int, str]]:
    found = Resident.objects.at(community).here().filter(birth_year__lt=2006).order_by("id")
    return list(found.values_list("id", "place")[:3_000])
