"""What this module does on others' facts. Each is one call of an operation, and may run twice."""

from __future__ import annotations

from datetime import datetime

from doorstep.casework.events import CaseOpened
from lost_and_found.kinds import LOST_THING
from lost_and_found.operations.note_search import note_search


def look_out(fact: CaseOpened, *, fact_id: int, at: datetime) -> None:
    """Somebody misses something: note the search."""
    if fact.kind == LOST_THING.code:
        note_search(case_number=fact.number, place=fact.place, at=at)
