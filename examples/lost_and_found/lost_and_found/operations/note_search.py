"""Note that somebody is looking for something."""

from __future__ import annotations

from datetime import datetime

from lost_and_found.models import Search


def note_search(*, case_number: str, place: str, at: datetime) -> Search:
    """Note a search; a case that is noted already stays noted once."""
    search, _new = Search.objects.get_or_create(
        case_number=case_number, defaults={"place": place, "at": at}
    )
    return search
