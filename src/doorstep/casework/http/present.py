"""Cases as the API says them: what everybody sees, and what colleagues see besides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from doorstep.casework.models import Assignment, Case, CaseFile, Closing, TimelineEntry
from doorstep.casework.models.labels import MOVE_TITLES, STATE_TITLES
from doorstep.casework.selectors.kin import numbers_of_kin
from doorstep.casework.selectors.kinds import kind_of
from doorstep.casework.selectors.pages import CasePage
from doorstep.casework.selectors.texts import text_for_asker
from doorstep.kernel.actor import Actor
from doorstep.people.public import name_for, said_of
from doorstep.platform.files import file_url
from doorstep.platform.http.reading import etag_of

_AS_STORED = (
    "number", "state", "words", "answers", "place", "place_text", "channel", "urgent",
    "created_at", "reply_due_at", "reply_provisional", "resolve_due_at", "resolve_provisional",
    "replied_at", "resolved_at", "closed_at", "rounds", "version",
)  # fmt: skip
_STAFF_AS_STORED = (
    "sensitive", "level", "holder_place", "holder_role", "asked_by_name", "subject_key",
    "returned_at", "next_due_at",
)  # fmt: skip
_ENTRY = ("at", "verb", "from_state", "to_state", "audience")
_CLOCK = ("what", "round", "due_at", "provisional", "paused_at", "stopped_at")
_ASSIGNMENT = (
    "part", "task", "unit_place", "unit_role", "due_at", "given_at", "ended_at", "outcome",
    "report",
)  # fmt: skip


def actor_of(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined, no-any-return]


def done_by(request: HttpRequest) -> dict[str, Any]:
    """Return what every operation asks: who, and when."""
    return {"by": actor_of(request), "at": timezone.now()}


def _fields(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def cases_out(actor: Actor, cases: Iterable[Case]) -> list[dict[str, Any]]:
    """Return cases for a list (two queries more, however many there are)."""
    cases = list(cases)
    said = said_of({case.place for case in cases}) if cases else {}
    titles = {code: _title(code) for code in {case.kind_id for case in cases}}
    return [_case(actor, case, said, titles) for case in cases]


def case_out(actor: Actor, case: Case) -> dict[str, Any]:
    """Return one case as lists have it."""
    return cases_out(actor, [case])[0]


def as_it_stands(request: HttpRequest, response: HttpResponse, case: Case) -> dict[str, Any]:
    """Return a case that was just changed, with its new ETag."""
    response["ETag"] = etag_of(case.version)
    return case_out(actor_of(request), case)


def _title(kind: str) -> str:
    return kind_of(kind).title_in(get_language() or "zh-hans")


def _case(actor: Actor, case: Case, said: dict[str, str], titles: dict[str, str]) -> dict[str, Any]:
    shown = _fields(case, _AS_STORED) | {
        "kind": case.kind_id,
        "kind_title": titles[case.kind_id],
        "state_title": str(STATE_TITLES[case.state]),
        "where": case.place_text or said.get(case.place, case.place),
        "asker": case.asker_id,
    }
    if not actor.is_resident:
        shown["staff"] = _for_staff(actor, case)
    return shown


def _for_staff(actor: Actor, case: Case) -> dict[str, Any]:
    asker, handler = case.asker, case.handler
    return _fields(case, _STAFF_AS_STORED) | {
        "handler": case.handler_id,
        "handler_name": handler.name if handler else "",
        "asker_name": name_for(actor, asker.name, asker.place) if asker else "",
        "asked_by": case.asked_by_id,
        "opened_by": case.opened_by_id,
    }


def detail_out(actor: Actor, page: CasePage) -> dict[str, Any]:
    """Return one case with what hangs on it."""
    shown = case_out(actor, page.case) | {
        "moves": [str(move) for move in page.moves],
        "files": [file_out(joined) for joined in page.files],
        "closings": [_closing(closing, page.ratings) for closing in page.closings],
    }
    if not actor.is_resident:
        shown["around"] = _around(actor, page)
    return shown


def _around(actor: Actor, page: CasePage) -> dict[str, Any]:
    case, numbers = page.case, numbers_of_kin(actor, page.case)
    return {
        "clocks": [_fields(c, _CLOCK) | {"assignment": c.assignment_id} for c in page.clocks],
        "assignments": [assignment_out(one) for one in page.assignments],
        "pauses": page.suspensions,
        "extensions": page.extensions,
        "parent": numbers.get(case.parent_id or 0),
        "children": [child.number for child in page.children],
        "duplicate_of": numbers.get(case.duplicate_of_id or 0),
        "duplicates": [other.number for other in page.duplicates],
        "follows": numbers.get(case.follows_id or 0),
        "followers": page.followers,
    }


def assignment_out(assignment: Assignment) -> dict[str, Any]:
    """Return a piece of joint work."""
    return _fields(assignment, _ASSIGNMENT) | {
        "id": assignment.pk,
        "assignee": assignment.assignee_id,
    }


def file_out(joined: CaseFile) -> dict[str, Any]:
    """Return a file with an address that opens it for an hour."""
    kept = _fields(joined.file, ("title", "mime", "size", "width", "height"))
    return kept | {"audience": joined.audience, "at": joined.at, "url": file_url(joined.file)}


def _closing(closing: Closing, ratings: dict[int, int]) -> dict[str, Any]:
    kept = _fields(closing, ("round", "outcome", "text", "on_the_spot", "at"))
    return kept | {"score": ratings.get(closing.round)}


def entry_out(actor: Actor, case: Case, entry: TimelineEntry) -> dict[str, Any]:
    """Return one entry of the timeline; a resident reads what she was told, not the data."""
    shown = _fields(entry, _ENTRY) | {
        "id": entry.pk,
        "title": str(MOVE_TITLES.get(entry.verb, entry.verb)),
        "text": entry.text,
        "by": entry.actor_name,
        "by_kind": entry.actor_kind,
    }
    if actor.is_resident:
        return shown | {"text": entry.text or text_for_asker(case, entry)}
    return shown | {"data": entry.data}
