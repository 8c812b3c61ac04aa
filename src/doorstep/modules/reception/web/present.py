"""How cases and kinds are shown on reception's pages: words, tones and steps of the parcel line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doorstep.casework.public import MOVE_TITLES, SCORE_TITLES, STATE_TITLES, Case, Notice
from doorstep.modules.reception.selectors.phone import Around, Matter, MatterPage
from doorstep.modules.reception.web.forms import said
from doorstep.people.public import Consent
from doorstep.platform.files import file_url
from doorstep.platform.modules import CaseKind
from doorstep.platform.web.wording import time_left

TONES = {
    "new": "new",
    "dispatched": "new",
    "accepted": "doing",
    "waiting": "wait",
    "suspended": "wait",
    "resolved": "done",
    "closed": "done",
    "cancelled": "off",
    "duplicate": "off",
}
CATEGORIES = {
    "party": gettext_lazy("Party and mass"),
    "government": gettext_lazy("Government"),
    "life": gettext_lazy("Daily life"),
    "legal": gettext_lazy("Legal"),
    "health": gettext_lazy("Health"),
    "culture": gettext_lazy("Culture"),
    "community": gettext_lazy("Community management"),
    "self_governance": gettext_lazy("Self-governance"),
}
ICONS = {
    "open": "message-circle",
    "accept": "user-check",
    "reply": "message-square-reply",
    "ask": "circle-help",
    "hear": "message-circle",
    "resolve": "circle-check",
    "settle": "circle-check",
    "close": "check-check",
    "reopen": "rotate-ccw",
    "escalate": "arrow-up",
    "suspend": "circle-pause",
    "rate": "star",
}


def calls_of(kind: CaseKind) -> list[dict[str, Any]]:
    """Return whom to ring; ``when``: only with those answers."""
    return [
        {"title": said(call["name"]), "phone": call["phone"], "when": call.get("when")}
        for call in kind.calls
    ]


def grouped(kinds: list[CaseKind]) -> list[dict[str, Any]]:
    """Return kinds by category: the common ones first, then each category in its order."""
    groups: list[dict[str, Any]] = [
        {"title": _("Often"), "kinds": [kind for kind in kinds if kind.common]}
    ]
    for code, title in CATEGORIES.items():
        found = [kind for kind in kinds if kind.category == code and not kind.common]
        groups.append({"title": title, "kinds": found})
    return [group for group in groups if group["kinds"]]


@dataclass(slots=True)
class MatterRow:
    """A matter in a list."""

    matter: Matter

    @property
    def case(self) -> Any:
        return self.matter.case

    @property
    def icon(self) -> str:
        return self.matter.kind.icon

    @property
    def asker(self) -> str:
        return self.matter.asker

    @property
    def title_here(self) -> str:
        return self.matter.kind.title_here

    @property
    def headline(self) -> str:
        return (self.case.words or self.title_here)[:60]

    @property
    def state_title(self) -> str:
        return str(STATE_TITLES[self.case.state])

    @property
    def tone(self) -> str:
        return TONES[self.case.state]


def matter_context(matter: MatterPage, at: datetime) -> dict[str, Any]:
    """Return everything that the page of a matter shows."""
    case = matter.case
    return {
        "case": case,
        # What she may do is the same from the moment it is done, closed or not.
        "stage": "done" if _is_done(case) else case.state,
        "kind": matter.kind,
        "title_here": matter.kind.title_here,
        "can": matter.can | ({"rate"} if _may_rate(matter) else set()),
        "rated": matter.rated,
        "rated_title": SCORE_TITLES.get(matter.rated or 0, ""),
        "due_words": _due_words(matter, at),
        "steps": parcel_steps(matter),
        "entries": [_entry(entry, text, case) for entry, text in matter.talk]
        + [_told(notice) for notice in matter.told],
        "gallery": [
            {"url": file_url(f.file), "name": f.file.title, "is_image": f.file.width is not None}
            for f in matter.page.files
        ],
    }


def _is_done(case: Case) -> bool:
    return case.state in ("resolved", "closed")


def _may_rate(matter: MatterPage) -> bool:
    return _is_done(matter.case) and matter.kind.rated and matter.rated is None


def _due_words(matter: MatterPage, at: datetime) -> str:
    case = matter.case
    if case.state == "waiting":
        return _("We are waiting for your answer.")
    if not case.is_open or case.state == "resolved":
        return ""
    if case.replied_at is None and case.reply_due_at:
        return _("You get an answer: {left}.").format(left=time_left(case.reply_due_at, at))
    if case.resolve_due_at:
        return _("To be done: {left}.").format(left=time_left(case.resolve_due_at, at))
    return ""


def parcel_steps(matter: MatterPage) -> list[dict[str, Any]]:
    """Return where the matter is, like a parcel: taken, with a colleague, answered, done."""
    case = matter.case
    if case.state in ("cancelled", "duplicate"):
        end = {"title": str(STATE_TITLES[case.state]), "at": case.closed_at, "state": "done"}
        return [{"title": _("We have it"), "at": case.created_at, "state": "done"}, end]
    handler = case.handler.name if case.handler else ""
    reached = [
        (_("We have it"), "", case.created_at, True),
        (_("With a colleague"), handler, None, case.state not in ("new", "dispatched")),
        (_("Answered"), "", case.replied_at, case.replied_at is not None),
        (_("Done"), "", case.resolved_at, case.state in ("resolved", "closed")),
    ]
    steps, now_set = [], False
    for title, note, moment, done in reached:
        state = "done" if done else "next" if now_set else "now"
        now_set = now_set or not done
        steps.append({"title": title, "note": note, "at": moment, "state": state})
    return steps


def _entry(entry: Any, text: str, case: Any) -> dict[str, Any]:
    mine = entry.actor_kind == "resident"
    words = case.words if entry.verb == "open" and case.words else text
    return {
        "icon": ICONS.get(entry.verb, "circle"),
        "title": str(MOVE_TITLES.get(entry.verb, entry.verb)) if not mine else _("You"),
        "who": "" if mine else entry.actor_name,
        "at": entry.at,
        "body": "" if mine else words,
        "quote": words if mine else "",
        "tone": "mine" if mine else "",
    }


def _told(notice: Notice) -> dict[str, Any]:
    return {
        "icon": "bell",
        "title": _("The neighbour's matter"),
        "at": notice.made_at,
        "body": notice.text,
    }


def trusted(around: Around) -> list[dict[str, Any]]:
    """Return whom a resident lets act, with the titles of what is allowed."""
    titles = dict(Consent.Act.choices)
    return [
        {
            "id": consent.pk,
            "name": around.agents.get(consent.agent_id or 0, ""),
            "acts": [titles[act] for act in consent.acts],
        }
        for consent in around.given
    ]
