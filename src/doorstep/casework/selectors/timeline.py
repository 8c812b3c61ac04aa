"""The timeline of one case, page by page."""

from __future__ import annotations

from doorstep.casework.models import Case, TimelineEntry
from doorstep.casework.selectors.cases import access_case
from doorstep.kernel.actor import Actor


def timeline_after(
    actor: Actor, number: str, *, after: int = 0, limit: int = 100
) -> tuple[Case, list[TimelineEntry]]:
    """Return a case and at most ``limit`` entries later than the entry ``after`` (two queries); a
    resident gets what is meant for her.

    Raises:
        CaseNotFound.
    """
    case = access_case(actor, number)
    entries = case.timeline.filter(id__gt=after)
    if actor.is_resident:
        entries = entries.filter(audience=TimelineEntry.Audience.RESIDENT)
    return case, list(entries.order_by("id")[:limit])
