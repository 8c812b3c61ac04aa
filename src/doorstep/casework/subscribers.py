"""What casework does on facts: tell those who wait, follow up bad ratings."""

from __future__ import annotations

from datetime import datetime

from doorstep.casework.events import CaseFact, CaseRated
from doorstep.casework.operations.follow_up_rating import follow_up_rating
from doorstep.casework.operations.notify_askers import make_notices
from doorstep.kernel.actor import Actor


def tell_askers(fact: CaseFact, *, fact_id: int, at: datetime) -> None:
    """Make the notices of an entry for the asker, for those merged in, and for followers."""
    make_notices(entry_id=fact.entry, at=at)


def open_follow_up(fact: CaseRated, *, fact_id: int, at: datetime) -> None:
    """Open a follow-up case on a bad rating."""
    follow_up_rating(rating_id=fact.rating, by=Actor.system("casework.open_follow_up"), at=at)
