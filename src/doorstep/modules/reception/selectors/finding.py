"""The one box: every finder of every module, asked at once."""

from __future__ import annotations

from itertools import chain

from doorstep.kernel.actor import Actor
from doorstep.platform.modules import Finder, Hit, finders_on_offer

LONGEST_QUERY = 100


def finders_for(actor: Actor) -> list[Finder]:
    """Return the finders whose permission ``actor`` holds."""
    return [f for f in finders_on_offer() if not f.permission or actor.can(f.permission)]


def find_anything(actor: Actor, query: str, *, limit: int = 8) -> list[Hit]:
    """Return the best hits of all finders, at most ``limit`` of each, the likeliest first.

    Equal scores keep the order of the finders: people, homes, cases, items.
    """
    query = " ".join(query.split())[:LONGEST_QUERY]
    if not query:
        return []
    found = chain.from_iterable(f.find(actor, query, limit) for f in finders_for(actor))
    return sorted(found, key=lambda hit: -hit.score)
