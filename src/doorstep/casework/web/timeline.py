"""The timeline of a case as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from doorstep.casework.models import Case, TimelineEntry
from doorstep.casework.models.labels import CLOCK_TITLES, MOVE_TITLES, STEP_TITLES
from doorstep.casework.web.explaining import Explained, explained
from doorstep.casework.web.wording import outcome_words, unit_words

ICONS: Final = {
    "open": "inbox", "settle": "circle-check-big", "dispatch": "send", "accept": "hand",
    "return": "undo-2", "reassign": "arrow-left-right", "escalate": "arrow-up-from-line",
    "ask": "message-circle-question-mark", "hear": "message-circle", "resume": "play",
    "suspend": "circle-pause", "extend": "calendar-plus", "reply": "message-square-reply",
    "resolve": "check-check", "close": "archive", "reopen": "rotate-ccw", "cancel": "x",
    "duplicate": "merge", "split": "split", "assign": "users", "end-assignment": "user-check",
    "relocate": "map-pin", "route": "route", "clock": "alarm-clock", "file": "paperclip",
    "rate": "star", "again": "repeat", "follow": "bell",
}  # fmt: skip
TONES: Final = {
    "accept": "doing", "reply": "doing", "resolve": "done", "settle": "done", "close": "done",
    "return": "soon", "escalate": "soon", "reopen": "soon",
}  # fmt: skip


@dataclass(slots=True)
class Entry:
    """One thing on the timeline as it is shown. ``told``: what the resident read; ``body``: what
    colleagues say to each other; ``quote``: her own words; ``explain``: why it was sent there."""

    verb: str
    icon: str
    title: str | Promise
    at: datetime
    who: str
    tone: str = ""
    told: str = ""
    body: str = ""
    quote: str = ""
    hers: bool = False
    for_her: bool = False
    notes: list[str] = field(default_factory=list)
    explain: Explained | None = None
    files: list[dict[str, Any]] = field(default_factory=list)


def entries_of(
    timeline: Iterable[TimelineEntry], case: Case, who: str, files: Mapping[int, dict[str, Any]]
) -> list[Entry]:
    """Return the timeline, the newest first; what a move says to her and to colleagues is one."""
    shown: list[Entry] = []
    before: TimelineEntry | None = None
    for entry in timeline:
        if before is not None and _second(entry, before):
            _join(shown[-1], entry, case)
            continue
        shown.append(_entry(entry, case, who, files))
        before = entry
    return shown[::-1]


def _second(entry: TimelineEntry, before: TimelineEntry) -> bool:
    """Whether ``entry`` is the part for colleagues of the entry before it."""
    return (
        entry.verb == before.verb
        and entry.at == before.at
        and not entry.to_state
        and entry.audience == TimelineEntry.Audience.STAFF
        and before.audience == TimelineEntry.Audience.RESIDENT
    )


def _entry(
    entry: TimelineEntry, case: Case, who: str, files: Mapping[int, dict[str, Any]]
) -> Entry:
    hers = entry.actor_kind == "resident"
    shown = Entry(
        verb=entry.verb,
        icon=ICONS.get(entry.verb, "circle"),
        title=_title(entry),
        at=entry.at,
        who=who if hers else _by(entry),
        tone=TONES.get(entry.verb, ""),
        hers=hers or entry.verb == "hear",
        for_her=entry.audience == TimelineEntry.Audience.RESIDENT and not hers,
    )
    if shown.hers:
        shown.quote = entry.text
    elif shown.for_her and entry.verb not in ("hear", "file"):
        shown.told = entry.text
    else:
        shown.body = entry.text
    if entry.verb == "file" and entry.data.get("file") in files:
        shown.files = [files[entry.data["file"]]]
    _join(shown, entry, case, text=False)
    return shown


def _join(shown: Entry, entry: TimelineEntry, case: Case, *, text: bool = True) -> None:
    data = entry.data
    if text:
        shown.body = entry.text
    if "why" in data:
        decision = data["why"] if isinstance(data["why"], dict) else data
        shown.explain = explained(decision, case)
    if entry.verb == "clock":
        shown.tone = "soon" if data.get("step") == "soon" else "now"
    shown.notes += _notes(entry.verb, data)


def _title(entry: TimelineEntry) -> str | Promise:
    if entry.verb == "clock":
        what = CLOCK_TITLES.get(entry.data.get("clock", ""), "")
        step = STEP_TITLES.get(entry.data.get("step", ""), "")
        return _("%(clock)s: %(step)s") % {"clock": what, "step": step}
    own = {"route": _("Sent by the rules"), "follow": _("A neighbour follows it")}
    return own[entry.verb] if entry.verb in own else MOVE_TITLES.get(entry.verb, entry.verb)


def _by(entry: TimelineEntry) -> str:
    return _("the system") if entry.actor_kind == "system" else entry.actor_name


def _notes(verb: str, data: Mapping[str, Any]) -> list[str]:
    """Return small facts of a move: to whom it went, which case it concerns."""
    notes: list[str] = []
    after = data.get("after")
    if isinstance(after, Mapping):
        unit = unit_words(after.get("level", ""), after.get("role", ""))
        notes.append(_("now with %(unit)s") % {"unit": unit})
    for key in ("original", "child"):
        if key in data:
            notes.append(str(data[key]))
    if verb == "end-assignment" and "outcome" in data:
        notes.append(str(outcome_words(data["outcome"])))
    return notes
