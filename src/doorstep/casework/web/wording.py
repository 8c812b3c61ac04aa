"""What a case's page says in words: its clocks, units, outcomes, ticks and values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from doorstep.casework.models import Case, Clock
from doorstep.casework.models.labels import (
    CHANNEL_TITLES,
    LEVEL_TITLES,
)
from doorstep.casework.rules.clocks import What
from doorstep.casework.rules.states import State
from doorstep.platform.modules import CaseKind
from doorstep.platform.permissions import ROLES
from doorstep.platform.web.wording import clock_tone, time_left


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


def value_words(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None:
        return _("nothing")
    if isinstance(value, list):
        return "、".join(value_words(one) for one in value)
    return str(CHANNEL_TITLES.get(value, value)) if isinstance(value, str) else str(value)
