"""A case as lists show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from doorstep.casework.models import Case
from doorstep.casework.models.labels import STATE_TITLES
from doorstep.casework.permissions import HANDLE, holds
from doorstep.casework.rules.states import MOVES, Move, State
from doorstep.casework.selectors.kinds import kind_of
from doorstep.kernel.actor import Actor
from doorstep.people.public import said_of
from doorstep.platform.modules import CaseKind

TONES: Final = {
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


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what, for whom, where, in which state, until when. ``may_accept``: by this actor;
    ``mine``: they have it."""

    case: Case
    kind: str
    icon: str
    who: str
    place: str
    state: str | Promise
    tone: str
    line: str
    may_accept: bool
    mine: bool

    @property
    def words(self) -> str:
        return self.case.words


def rows_of(actor: Actor, cases: Iterable[Case], *, at: datetime) -> list[Row]:
    """Return cases as rows (at most two queries, however many there are)."""
    cases = list(cases)
    said = said_of({case.place for case in cases}) if cases else {}
    kinds = {code: kind_of(code) for code in {case.kind_id for case in cases}}
    return [_row(actor, case, kinds[case.kind_id], said, at) for case in cases]


def _row(actor: Actor, case: Case, kind: CaseKind, said: dict[str, str], at: datetime) -> Row:
    return Row(
        case=case,
        kind=kind.title_in(get_language() or ""),
        icon=kind.icon,
        who=called(case, at),
        place=case.place_text or said.get(case.place, case.place),
        state=STATE_TITLES[case.state],
        tone=TONES[case.state],
        line="now" if is_late(case, at) else "",
        may_accept=may_accept(actor, case),
        mine=case.handler_id is not None and case.handler_id == actor.account_id,
    )


def called(case: Case, at: datetime) -> str:
    """Return the asker's form of address, or who noticed it when nobody asked."""
    if case.asker is not None:
        day = timezone.localdate(at)
        return case.asker.called_on(day, (get_language() or "zh")[:2])
    return {"machine": _("a device"), "rule": _("a rule")}.get(case.channel, _("found by us"))


def is_late(case: Case, at: datetime) -> bool:
    return case.is_open and case.next_due_at is not None and case.next_due_at < at


def may_accept(actor: Actor, case: Case) -> bool:
    """Say whether one key is enough for ``actor`` to take this case."""
    return (
        State(case.state) in MOVES[Move.ACCEPT].starts
        and case.handler_id in (None, actor.account_id)
        and actor.can(HANDLE, case.place)
        and holds(actor, HANDLE, case.holder_place, case.holder_role)
    )
