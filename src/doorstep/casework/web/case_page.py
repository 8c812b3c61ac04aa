"""Everything that the page of one case is drawn from."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from doorstep.casework.models import Case, CaseFile
from doorstep.casework.models.labels import CHANNEL_TITLES, STATE_TITLES
from doorstep.casework.permissions import TAKE_RATING
from doorstep.casework.rules.states import OPEN_STATES, Move, State
from doorstep.casework.selectors.kinds import kind_of
from doorstep.casework.selectors.lists import cases_like, cases_of_person
from doorstep.casework.selectors.pages import CasePage, case_page
from doorstep.casework.web.choices import Choices
from doorstep.casework.web.forms import ReplyForm
from doorstep.casework.web.moves import doors_for
from doorstep.casework.web.rows import TONES, called, rows_of
from doorstep.casework.web.timeline import entries_of
from doorstep.casework.web.wording import (
    answers_of,
    clock_lines,
    guide_of,
    outcome_words,
    role_words,
    unit_words,
)
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import Forbidden, NotFound
from doorstep.people.public import PersonPage, person_page, said_of
from doorstep.places.public import place_names
from doorstep.platform.files import file_url

REPLY_DRAFTS = ("reply", "accept", "ask", "suspend", "resolve")


def case_context(actor: Actor, number: str, *, at: datetime) -> dict[str, Any]:
    """Return what the page shows, in a constant number of queries.

    Raises:
        CaseNotFound.
    """
    page = case_page(actor, number)
    case = page.case
    return {
        **head_context(actor, page, at=at),
        **middle_context(actor, page, at=at),
        **right_context(actor, case, at=at),
    }


def head_context(actor: Actor, page: CasePage, *, at: datetime) -> dict[str, Any]:
    """Return kind, number, state, clocks and moves."""
    case = page.case
    kind, who = kind_of(case.kind_id), called(case, at)
    first, rest = doors_for(case, page.moves, actor)
    names = place_names([case.holder_place])
    return {
        "case": case,
        "kind_title": kind.title_in(get_language() or ""),
        "kind_icon": kind.icon,
        "who": who,
        "place_said": case.place_text or said_of([case.place]).get(case.place, ""),
        "state": STATE_TITLES[case.state],
        "tone": TONES[case.state],
        "clocks": clock_lines(case, page.clocks, who, at=at),
        "holder": " · ".join(
            part
            for part in (
                names.get(case.holder_place, ""),
                case.handler.name if case.handler else role_words(case.holder_role),
            )
            if part
        ),
        "doors": first,
        "menu_doors": rest,
        "may_rate": _may_rate(actor, page),
    }


def _may_rate(actor: Actor, page: CasePage) -> bool:
    """Whether this colleague may take her rating by calling back: never on their own work."""
    case = page.case
    return (
        case.state == State.CLOSED
        and case.asker_id is not None
        and kind_of(case.kind_id).rated
        and actor.can(TAKE_RATING, case.place)
        and case.handler_id != actor.account_id
    )


def middle_context(actor: Actor, page: CasePage, *, at: datetime) -> dict[str, Any]:
    """Return her words, ticks, photos, joint work, sub-cases, the timeline and the reply."""
    case = page.case
    files = {joined.file_id: gallery_item(joined) for joined in page.files}
    may_reply = Move.REPLY in page.moves and case.asker_id is not None
    choices = Choices(actor, case, at)
    return {
        "answers": answers_of(case, kind_of(case.kind_id)),
        "channel": CHANNEL_TITLES.get(case.channel, case.channel),
        "files": list(files.values()),
        "entries": entries_of(page.timeline, case, called(case, at), files),
        "assignments": _assignments(page),
        "children": rows_of(actor, page.children, at=at),
        "duplicates": rows_of(actor, page.duplicates, at=at),
        "followers": page.followers,
        "scores": page.ratings,
        "reply_form": ReplyForm(
            initial={"version": case.version}, choices=choices, auto_id="reply_%s"
        )
        if may_reply
        else None,
        "unread": sum(1 for n in page.notices if n.state == n.State.FAILED),
    }


def gallery_item(joined: CaseFile) -> dict[str, Any]:
    url = file_url(joined.file)
    is_image = joined.file.mime.startswith("image/")
    return {"url": url, "thumb": url, "name": joined.file.title, "is_image": is_image}


def _assignments(page: CasePage) -> list[dict[str, Any]]:
    names = place_names({part.unit_place for part in page.assignments}) if page.assignments else {}
    return [
        {
            "part": part,
            "unit": f"{names.get(part.unit_place, '')} · {role_words(part.unit_role)}",
            "outcome": outcome_words(part.outcome) if part.outcome else "",
        }
        for part in page.assignments
    ]


def right_context(actor: Actor, case: Case, *, at: datetime) -> dict[str, Any]:
    """Return what to know about the person and the place."""
    person = person_of(actor, case, at)
    others = cases_of_person(actor, case.asker_id, limit=7) if case.asker_id else []
    alike = cases_like(actor, case, at=at) if case.state in OPEN_STATES else []
    return {
        "person": person,
        "others": rows_of(actor, [one for one in others if one.pk != case.pk], at=at),
        "alike": rows_of(actor, alike, at=at),
        "guide": guide_of(kind_of(case.kind_id)),
        "original": case.duplicate_of,
        "whole": case.parent,
        "follows": case.follows,
        "level": unit_words(case.level),
    }


def person_of(actor: Actor, case: Case, at: datetime) -> PersonPage | None:
    """Return the asker's page; None for nobody, and for those who may not look people up."""
    if case.asker_id is None:
        return None
    language = (get_language() or "zh")[:2]
    try:
        return person_page(actor, case.asker_id, at=at, lang=language)
    except (Forbidden, NotFound):
        return None
