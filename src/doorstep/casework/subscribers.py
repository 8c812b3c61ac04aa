"""What casework does on facts: tell those who wait, follow up bad ratings, count clocks again."""

from __future__ import annotations

from datetime import datetime

from doorstep.casework.events import CaseFact, CaseRated
from doorstep.casework.operations.follow_up_rating import follow_up_rating
from doorstep.casework.operations.notify_askers import make_notices
from doorstep.casework.operations.recompute_provisional_clocks import recompute_provisional_clocks
from doorstep.casework.operations.release_cases import release_cases
from doorstep.kernel.actor import Actor
from doorstep.people.events import AccountClosed
from doorstep.places.events import WorkingCalendarChanged


def tell_askers(fact: CaseFact, *, fact_id: int, at: datetime) -> None:
    """Make the notices of an entry for the asker, for those merged in, and for followers."""
    make_notices(entry_id=fact.entry, at=at)


def open_follow_up(fact: CaseRated, *, fact_id: int, at: datetime) -> None:
    """Open a follow-up case on a bad rating."""
    follow_up_rating(rating_id=fact.rating, by=Actor.system("casework.open_follow_up"), at=at)


def count_clocks_again(fact: WorkingCalendarChanged, *, fact_id: int, at: datetime) -> None:
    """Compute the provisional clocks of a place again by its new working days."""
    by = Actor.system("casework.count_clocks_again")
    recompute_provisional_clocks(place=fact.place, by=by, at=at)


def release_what_they_held(fact: AccountClosed, *, fact_id: int, at: datetime) -> None:
    """Hand the cases of a colleague who left back to their units."""
    by = Actor.system("casework.release_what_they_held")
    release_cases(account=fact.account, reason=fact.reason, by=by, at=at)
