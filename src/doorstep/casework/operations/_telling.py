"""What a case tells: entries of its timeline, facts, and the texts that go into them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from doorstep.casework.events import CaseFact
from doorstep.casework.models import Case, TimelineEntry
from doorstep.casework.rules.kinds import MAX_WORDS
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Invalid
from doorstep.platform import facts

Audience = TimelineEntry.Audience


class TextTooLong(Invalid):
    code = "text-too-long"
    title = N_("The text has {length} characters; at most {limit} fit.")
    mend = N_("Shorten it, or put the rest into a file.")


def checked_text(text: str, limit: int = MAX_WORDS, *, name: str) -> str:
    """Return ``text`` without surrounding space and without NUL, which PostgreSQL can't keep.

    Raises:
        TextTooLong: more than ``limit`` characters; ``name`` is the field it is shown beside.
    """
    text = text.replace("\x00", "").strip()
    if len(text) > limit:
        raise TextTooLong(fields={name: TextTooLong.title}, length=len(text), limit=limit)
    return text


def last_actor(case: Case) -> str:
    """Return the name of who made the last entry of the timeline."""
    return case.timeline.order_by("-id").values_list("actor_name", flat=True).first() or ""


def make_entry(case: Case, verb: str, *, by: Actor, at: datetime, **fields: Any) -> TimelineEntry:
    """Return an entry of the timeline, not yet written."""
    return TimelineEntry(
        case=case,
        place=case.place,
        at=at,
        verb=verb,
        actor_kind=by.kind,
        actor_id=by.account_id,
        actor_name=by.name[:80],
        **fields,
    )


def tell(
    fact: type[CaseFact],
    case: Case,
    entry: TimelineEntry,
    *,
    by: Actor,
    at: datetime,
    **more: Any,
) -> None:
    """Publish a fact about ``case``."""
    facts.publish(
        fact(
            place=case.place,
            subject=case.subject,
            number=case.number,
            kind=case.kind_id,
            state=case.state,
            entry=entry.pk,
            persons=(case.asker_id,) if case.asker_id and entry.audience == "resident" else (),
            **more,
        ),
        by=by,
        at=at,
    )
