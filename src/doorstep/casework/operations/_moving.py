"""What every move of a case has in common: lock, check against the table, write, tell.

An operation is then its own few lines inside ``with moving(...)``: what changes on the case, what
the timeline says, which fact is published.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from doorstep.casework.events import CaseFact
from doorstep.casework.models import Case, Suspension, TimelineEntry
from doorstep.casework.models.labels import STATE_TITLES
from doorstep.casework.operations import _clocks
from doorstep.casework.operations._access import locked_case
from doorstep.casework.operations._telling import (
    Audience,
    TextTooLong,
    checked_text,
    last_actor,
    make_entry,
    tell,
)
from doorstep.casework.permissions import holds
from doorstep.casework.rules.kinds import MAX_REASON
from doorstep.casework.rules.states import (
    FINAL_STATES,
    MOVES,
    Move,
    State,
    clock_effect,
    goes_back,
    target,
)
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict, Forbidden, Invalid
from doorstep.platform import trail

__all__ = [
    "Audience",
    "CaseChanged",
    "JointWorkOpen",
    "MoveNotAllowed",
    "Moving",
    "NotTheHolder",
    "ReasonMissing",
    "SubCasesOpen",
    "TextTooLong",
    "checked_text",
    "end_pause",
    "make_entry",
    "moving",
    "tell",
]


class CaseChanged(Conflict):
    code = "case-changed"
    title = N_("{who} changed case {number} while you were looking at it.")
    mend = N_("Reload the page, look at what changed and do it again.")


class MoveNotAllowed(Conflict):
    code = "case-move-not-allowed"
    title = N_("Case {number} is {state}; {who} did that. This can't be done with it now.")
    mend = N_("Reload the page to see what can be done now.")


class NotTheHolder(Forbidden):
    code = "case-not-the-holder"
    title = N_("Case {number} is with another unit now.")
    mend = N_("Write a note to that unit, or ask for the case to be reassigned.")


class ReasonMissing(Invalid):
    code = "reason-missing"
    title = N_("Please say why.")
    mend = N_("A few words are enough; colleagues read them later.")


class JointWorkOpen(Conflict):
    code = "case-joint-work-open"
    title = N_("{count} pieces of joint work on case {number} are still open.")
    mend = N_("End each with its outcome first.")


class SubCasesOpen(Conflict):
    code = "case-sub-cases-open"
    title = N_("Sub-cases of {number} are still open: {children}.")
    mend = N_("Finish each, or give its outcome together with closing.")


@dataclass
class Moving:
    """A move under way. The operation changes ``case``, says what the timeline shows and which
    fact to publish; leaving the ``with`` writes it all."""

    case: Case
    move: Move
    by: Actor
    at: datetime
    reason: str
    from_state: str
    text: str = ""
    audience: str = Audience.STAFF
    data: dict[str, Any] = field(default_factory=dict)
    entry: TimelineEntry | None = None
    _fact: tuple[type[CaseFact], dict[str, Any]] | None = None

    def says(self, text: str, *, to: str = Audience.RESIDENT) -> None:
        """Set what the timeline says, and to whom."""
        self.text, self.audience = text, to

    def notes(self, **data: Any) -> None:
        """Keep data about the move for staff."""
        self.data |= data

    def tells(self, word: str) -> None:
        """Show the move to the asker, with ``word`` for her when there is one."""
        self.says(checked_text(word, name="word"))

    def publishes(self, fact: type[CaseFact], **more: Any) -> None:
        """Set the fact that is published when the move is written."""
        self._fact = (fact, more)

    def finish(self) -> None:
        """Write state, clocks, timeline, trail and fact."""
        self._set_state()
        _clocks.apply(clock_effect(self.move, self.from_state), self.case, at=self.at)
        self.case.version += 1
        self.case.save()
        self.entry = write_entry(self)
        trail.record(
            action=f"case.{self.move}",
            by=self.by,
            at=self.at,
            subject=self.case.subject,
            place=self.case.place,
            detail={"from": self.from_state, "to": self.case.state, "reason": self.reason},
        )
        if self._fact is not None:
            fact, more = self._fact
            tell(fact, self.case, self.entry, by=self.by, at=self.at, **more)

    def _set_state(self) -> None:
        before = None
        if goes_back(self.move, self.from_state):
            pause = self.case.suspensions.get(ended_at=None)
            before = pause.before
            end_pause(pause, by=self.by, at=self.at)
        self.case.state = target(self.move, self.from_state, before).value
        self.case.closed_at = self.at if State(self.case.state) in FINAL_STATES else None


@contextmanager
def moving(
    move: Move,
    number: str,
    *,
    by: Actor,
    at: datetime,
    version: int | None = None,
    reason: str = "",
) -> Iterator[Moving]:
    """Lock case ``number`` and make ``move`` with it.

    ``version``: what the actor was looking at, when known.

    Raises:
        CaseNotFound, Forbidden, NotTheHolder, CaseChanged, MoveNotAllowed, ReasonMissing,
        TextTooLong, JointWorkOpen, SubCasesOpen.
    """
    rule = MOVES[move]
    with locked_case(number, by=by) as case:
        require_move(case, move, by=by)
        if version is not None and version != case.version:
            raise CaseChanged(number=case.number, who=last_actor(case))
        if State(case.state) not in rule.starts:
            state = str(STATE_TITLES[case.state])
            raise MoveNotAllowed(number=case.number, state=state, who=last_actor(case))
        reason = checked_text(reason.strip(), MAX_REASON, name="reason")
        if rule.reason and not reason:
            raise ReasonMissing(fields={"reason": ReasonMissing.title})
        step = Moving(case, move, by, at, reason, case.state)
        yield step
        if rule.done_first:
            require_nothing_open(case)
        step.finish()


def require_move(case: Case, move: Move, *, by: Actor) -> None:
    """Raise unless ``by`` may make ``move`` with ``case``: the asker where the table says so,
    otherwise a grant at the place of the case or with the unit that holds it."""
    rule = MOVES[move]
    if by.is_resident:
        if not (rule.asker and case.asker_id in by.persons):
            raise Forbidden(permission=rule.permission)
        return
    by.require(rule.permission, case.place)
    if rule.at == "holder" and not holds(by, rule.permission, case.holder_place, case.holder_role):
        raise NotTheHolder(number=case.number)


def require_nothing_open(case: Case) -> None:
    """Raise while joint work or sub-cases are open. The database refuses the same."""
    count = case.assignments.filter(ended_at=None).count()
    if count:
        raise JointWorkOpen(number=case.number, count=count)
    children = list(
        case.children.open().exclude(state=State.RESOLVED).values_list("number", flat=True)
    )
    if children:
        raise SubCasesOpen(number=case.number, children=", ".join(children))


def end_pause(pause: Suspension, *, by: Actor, at: datetime) -> None:
    """Write that a pause is over."""
    pause.ended_at, pause.ended_by_id = at, by.account_id
    pause.save(update_fields=["ended_at", "ended_by"])


def write_entry(step: Moving) -> TimelineEntry:
    """Write the entry of a move. The resident sees the whole row of an entry meant for her, so
    the reason colleagues give each other, and data about them, stand in a second one."""
    states: dict[str, Any] = {"from_state": step.from_state, "to_state": step.case.state}
    common: dict[str, Any] = {"by": step.by, "at": step.at}
    verb = step.move.value
    inside: dict[str, Any] = {"audience": Audience.STAFF, "text": step.reason, "data": step.data}
    if step.audience == Audience.STAFF:
        inside["text"] = step.text or step.reason
        entries = [make_entry(step.case, verb, **common, **states, **inside)]
    else:
        told: dict[str, Any] = {"audience": Audience.RESIDENT, "text": step.text}
        entries = [make_entry(step.case, verb, **common, **states, **told)]
        if step.reason or step.data:
            entries.append(make_entry(step.case, verb, **common, **inside))
    TimelineEntry.objects.bulk_create(entries)
    return entries[0]
