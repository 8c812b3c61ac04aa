"""Texts for people: the draft of a reply, and what a notice says."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _

from doorstep.casework.models import Case, ReplyTemplate, TimelineEntry
from doorstep.casework.models.labels import STATE_TITLES
from doorstep.casework.rules.templates import choose, fill
from doorstep.casework.selectors.kinds import kind_of
from doorstep.kernel.calendar import SHANGHAI
from doorstep.kernel.places import line_of
from doorstep.places.public import Station, place_names

LANGUAGE: Final = "zh-hans"
HOTLINE: Final = "12345"

# Moves whose entry carries words of a colleague to her; the rest is told by template or not at all.
_SILENT: Final = frozenset({"hear", "accept", "resume", "file"})


def reply_draft(case: Case, move: str, *, language: str = LANGUAGE, **known: str) -> str:
    """Return the template for ``move`` filled for ``case``: the nearest place's own words before
    the kind's; empty when there are none."""
    short = "en" if language.startswith("en") else "zh"
    text = choose(kind_of(case.kind_id).replies, _overrides(case, move), move=move, language=short)
    return fill(text, _known(case, language) | known)


def text_for_asker(case: Case, entry: TimelineEntry) -> str:
    """Return what the asker is told of an entry; empty when she isn't."""
    if entry.text and entry.verb not in _SILENT:
        return entry.text
    if entry.verb in _SILENT:
        return ""
    drafted = reply_draft(case, entry.verb)
    return drafted if entry.verb in ("open", "close") or drafted else ""


def text_for_others(case: Case, entry: TimelineEntry) -> str:
    """Return what those are told who asked the same or follow it: number and state only."""
    if entry.verb in _SILENT:
        return ""
    with translation.override(LANGUAGE):
        state = str(STATE_TITLES[entry.to_state or case.state])
        return _("Case {number}, which you follow: {state}.").format(
            number=case.number, state=state
        )


def _overrides(case: Case, move: str) -> dict[str, dict[str, str]]:
    found = ReplyTemplate.objects.filter(
        place__in=["", *line_of(case.place)], kind__in=["", case.kind_id], move=move
    )
    nearest = max(found, key=lambda row: (len(row.place), row.kind), default=None)
    return {move: nearest.texts} if nearest else {}


def _known(case: Case, language: str) -> dict[str, str]:
    """Return what placeholders stand for; each has a value that still reads well when what it
    asks for is not known, since this goes out to people."""
    with translation.override(language):
        due = case.next_due_at or case.resolve_due_at
        worker = case.handler.name if case.handler is not None else _("the community")
        when = _spoken(due) if due else _("before long")
        addressed = _("Hello")
    if case.asker is not None:
        addressed = case.asker.called_on(case.created_at.astimezone(SHANGHAI).date(), language[:2])
    return {
        "number": case.number,
        "kind": kind_of(case.kind_id).title_in(language),
        "form_of_address": addressed,
        "place": case.place_text or place_names([case.place])[case.place],
        "due": when,
        "phone": _phone_of(case.place),
        "worker": worker,
        "unit": place_names([case.holder_place])[case.holder_place],
        "reason": "",
        "question": "",
        "outcome": "",
        "until": when,
    }


def _spoken(moment: datetime) -> str:
    local = moment.astimezone(SHANGHAI)
    return _("{month}/{day} {hour}:{minute:02d}").format(
        month=local.month, day=local.day, hour=local.hour, minute=local.minute
    )


def _phone_of(place: str) -> str:
    """Return the phone of the community's station, or the city's hotline."""
    stations = Station.objects.filter(place_id=place[:12]).exclude(phone="").order_by("code")
    return stations.values_list("phone", flat=True).first() or HOTLINE
