"""What a case's page says in words: its clocks, its timeline, why it was sent where it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from doorstep.casework.models import Case, Clock, TimelineEntry
from doorstep.casework.models.labels import (
    CHANNEL_TITLES,
    CLOCK_TITLES,
    LEVEL_TITLES,
    MOVE_TITLES,
    STEP_TITLES,
)
from doorstep.casework.rules.clocks import What
from doorstep.casework.rules.states import State
from doorstep.casework.selectors.kinds import find_kind
from doorstep.platform.modules import CaseKind
from doorstep.platform.permissions import ROLES
from doorstep.platform.web.wording import clock_tone, time_left

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


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One of the two clocks in words; ``tone``: calm, soon, now, wait, done."""

    words: str
    tone: str
    due: datetime | None = None
    provisional: bool = False


def clock_lines(case: Case, clocks: Iterable[Clock], who: str, *, at: datetime) -> list[ClockLine]:
    """Return what is still owed and until when: "还有 1 天 3 小时答复孙阿姨"."""
    lines: list[ClockLine] = []
    running = {clock.what: clock for clock in clocks if clock.stopped_at is None}
    if case.replied_at is not None and case.asker_id is not None:
        lines.append(_answered(case))
    for what in (What.REPLY, What.RESOLVE):
        clock = running.get(what)
        if clock is not None:
            lines.append(_owed(case, clock, what, who, at))
    return lines


def _answered(case: Case) -> ClockLine:
    late = case.reply_due_at is not None and case.replied_at > case.reply_due_at  # type: ignore[operator]
    words = _("Answered, but late") if late else _("Answered in time")
    return ClockLine(words, "soon" if late else "done", case.replied_at)


def _owed(case: Case, clock: Clock, what: What, who: str, at: datetime) -> ClockLine:
    if clock.paused_at is not None:
        waiting = case.state == State.WAITING
        words = (
            _("Clock stands still: waiting for %(who)s") % {"who": who}
            if waiting
            else _("Clock stands still: suspended")
        )
        return ClockLine(words, "wait")
    left = {"left": time_left(clock.due_at, at), "who": who}
    is_late = clock.due_at < at
    if what is What.REPLY:
        words = _("Answer to %(who)s: %(left)s") if is_late else _("%(left)s to answer %(who)s")
    else:
        words = _("To be done: %(left)s") if is_late else _("%(left)s to get it done")
    return ClockLine(words % left, clock_tone(clock.due_at, at), clock.due_at, clock.provisional)


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


def outcome_words(outcome: str) -> str:
    known = {
        "done": _("Done"), "not-needed": _("Not needed"), "impossible": _("Not possible"),
    }  # fmt: skip
    return known.get(outcome, outcome)


def unit_words(level: str, role: str = "") -> str:
    """Return a unit as people say it: 社区 · 社工."""
    words = str(LEVEL_TITLES.get(level, level))
    return f"{words} · {role_words(role)}" if role else words


def role_words(role: str) -> str:
    zh, en = ROLES.get(role, (role, role))
    return en if (get_language() or "").startswith("en") else zh


# ── why ─────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Explained:
    """Why a case went where it did: the reason in words, and every rule that was tried."""

    unit: str
    because: str
    tried: list[dict[str, Any]]


def explained(decision: Mapping[str, Any], case: Case | None = None) -> Explained:
    """Put a decision (``Decision.as_data()``) into words."""
    because = decision.get("because") or {}
    english = (get_language() or "").startswith("en")
    tried = [
        {
            "label": _rule_words(one["label"]),
            "matched": one["matched"],
            "tests": [_test_words(test) for test in one["tests"]],
            "note": _("the colleague it names has left") if one["note"] else "",
        }
        for one in decision.get("why", [])
    ]
    return Explained(
        unit=unit_words(decision.get("level", ""), decision.get("holder_role", "")),
        because=because.get("en" if english else "zh", ""),
        tried=tried,
    )


def _rule_words(label: str) -> str:
    if label == "ladder":
        return _("Nothing else fits: the first level of the ladder")
    if label.startswith("kind:"):
        _kind, code, position = label.split(":", 2)
        kind = find_kind(code)
        title = kind.title_in(get_language() or "") if kind else code
        return _("%(kind)s, way %(n)d of its own") % {"kind": title, "n": int(position) + 1}
    return label


def _test_words(test: Mapping[str, Any]) -> dict[str, Any]:
    words = _("%(field)s %(op)s %(want)s") % {
        "field": field_words(test["field"]),
        "op": op_words(test["op"]),
        "want": value_words(test["want"]),
    }
    return {"words": words, "holds": test["holds"], "have": value_words(test["have"])}


def field_words(name: str) -> str:
    known = {
        "kind": _("kind"), "category": _("category"), "place": _("place"), "urgent": _("urgent"),
        "channel": _("way it came"), "hour": _("hour"), "weekday": _("weekday"),
        "working": _("office hours"), "level": _("level"),
    }  # fmt: skip
    return known.get(name, name.removeprefix("answers."))


def op_words(op: str) -> str:
    known = {
        "eq": _("is"), "ne": _("is not"), "in": _("is one of"), "has": _("contains"),
        "starts": _("begins with"), "lt": "<", "le": "≤", "gt": ">", "ge": "≥",
    }  # fmt: skip
    return known.get(op, op)


def value_words(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None:
        return _("nothing")
    if isinstance(value, list):
        return "、".join(value_words(one) for one in value)
    return str(CHANNEL_TITLES.get(value, value)) if isinstance(value, str) else str(value)


# ── what she ticked, what to mind ───────────────────────────────────────────
def answers_of(case: Case, kind: CaseKind) -> list[tuple[str, str]]:
    """Return (question, answer) of the ticks, in the order of the form."""
    language = "en" if (get_language() or "").startswith("en") else "zh"
    asked = dict(kind.form.get("properties", {}))
    found = []
    for key, value in case.answers.items():
        question = asked.get(key, {})
        title = question.get("x-title", {}).get(language) or question.get("title", key)
        options = question.get("x-options", {})
        values = value if isinstance(value, list) else [value]
        said = [options.get(str(one), {}).get(language) or value_words(one) for one in values]
        found.append((title, "、".join(said)))
    return found


def guide_of(kind: CaseKind) -> str:
    language = "en" if (get_language() or "").startswith("en") else "zh"
    return kind.guide.get(language, "")
