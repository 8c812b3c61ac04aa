"""The moves of a case as pages: one row each, from its address to the operation it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from doorstep.casework.models import Case
from doorstep.casework.operations.accept_case import accept_case
from doorstep.casework.operations.ask_asker import ask_asker
from doorstep.casework.operations.cancel_case import cancel_case
from doorstep.casework.operations.close_case import close_case
from doorstep.casework.operations.dispatch_case import dispatch_case
from doorstep.casework.operations.escalate_case import escalate_case
from doorstep.casework.operations.extend_case import extend_case
from doorstep.casework.operations.give_assignment import give_assignment
from doorstep.casework.operations.mark_duplicate import mark_duplicate
from doorstep.casework.operations.reassign_case import reassign_case
from doorstep.casework.operations.receive_word_from_asker import receive_word_from_asker
from doorstep.casework.operations.relocate_case import relocate_case
from doorstep.casework.operations.reopen_case import reopen_case
from doorstep.casework.operations.reply_to_asker import reply_to_asker
from doorstep.casework.operations.resolve_case import resolve_case
from doorstep.casework.operations.resume_case import resume_case
from doorstep.casework.operations.return_case import return_case
from doorstep.casework.operations.settle_case import settle_case
from doorstep.casework.operations.split_case import split_case
from doorstep.casework.operations.suspend_case import suspend_case
from doorstep.casework.rules.clocks import Term
from doorstep.casework.rules.states import MOVES, Move, State
from doorstep.casework.web import forms
from doorstep.casework.web.choices import read_target
from doorstep.casework.web.where import find_place
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import SHANGHAI

Given = dict[str, Any]
Who = dict[str, Any]
"""``number``, ``by``, ``at``, ``version``: what every operation on a case takes."""
MORNING: Final = time(8, 30)


@dataclass(frozen=True, slots=True)
class Door:
    """``path``: what is made by POSTing there; ``key``: the letter on the keyboard; ``done``: said
    afterwards; ``drafted``: whether the template's text stands in the form from the start."""

    move: Move
    path: str
    form: type[forms.MoveForm]
    run: Callable[[Given, Who], Any]
    done: Promise
    key: str = ""
    drafted: bool = False
    danger: bool = False

    @property
    def permission(self) -> str:
        return MOVES[self.move].permission

    @property
    def at_once(self) -> bool:
        """Whether nothing has to be filled in: a button does it."""
        return self.form is forms.MoveForm


def _pass_on(operation: Callable[..., Any], *names: str) -> Callable[[Given, Who], Any]:
    """Return a call of ``operation`` with those of the form's fields."""
    return lambda given, who: operation(**who, **{name: given[name] for name in names})


def _dispatch(given: Given, who: Who) -> Any:
    return dispatch_case(**who, to=read_target(given["to"]), word=given["word"])


def _reassign(given: Given, who: Who) -> Any:
    to = read_target(given["to"])
    assert to is not None  # the form offers no other
    return reassign_case(**who, to=to, reason=given["reason"], word=given["word"])


def _assign(given: Given, who: Who) -> Any:
    to = read_target(given["to"])
    assert to is not None
    term = Term(given["days"]) if given["days"] else None
    return give_assignment(**who, part=given["part"], task=given["task"], to=to, term=term)


def _settle(given: Given, who: Who) -> Any:
    return settle_case(**who, outcome=given.get("outcome") or "done", text=given["text"])


def _ask(given: Given, who: Who) -> Any:
    return ask_asker(**who, question=given["question"], until=morning(given["until"]))


def _suspend(given: Given, who: Who) -> Any:
    until = morning(given["until"])
    assert until is not None
    return suspend_case(**who, until=until, reason=given["reason"], word=given["word"])


def _close(given: Given, who: Who) -> Any:
    children = {n.removeprefix("child_"): t for n, t in given.items() if n[:6] == "child_" and t}
    return close_case(**who, word=given["word"], child_outcomes=children)


def _relocate(given: Given, who: Who) -> Any:
    place, said = find_place(who["by"], given["where"])
    return relocate_case(**who, place=place, place_text=said, reason=given["reason"])


def morning(day: date | None) -> datetime | None:
    """Return when a day's work begins."""
    return datetime.combine(day, MORNING, tzinfo=SHANGHAI) if day else None


DOORS: Final = (
    Door(Move.DISPATCH, "dispatch", forms.DispatchForm, _dispatch, _("Dispatched."), "t"),
    Door(
        Move.ACCEPT, "acceptance", forms.MoveForm, _pass_on(accept_case), _("You have it now."), "a"
    ),
    Door(
        Move.SETTLE,
        "settlement",
        forms.SettleForm,
        _settle,
        _("Settled and closed."),
        "s",
        drafted=True,
    ),
    Door(
        Move.RESOLVE,
        "resolution",
        forms.ResolveForm,
        _pass_on(resolve_case, "text"),
        _("Done; she has been told."),
        "d",
        drafted=True,
    ),
    Door(Move.CLOSE, "closure", forms.CloseForm, _close, _("Closed."), "c", drafted=True),
    Door(
        Move.RESUME,
        "resumption",
        forms.MoveForm,
        _pass_on(resume_case),
        _("It goes on; the clock runs again."),
        "g",
    ),
    Door(Move.REPLY, "reply", forms.ReplyForm, _pass_on(reply_to_asker, "text"), _("Sent.")),
    Door(
        Move.ASK,
        "question",
        forms.AskForm,
        _ask,
        _("Asked; the clock waits for the answer."),
        "q",
        drafted=True,
    ),
    Door(
        Move.HEAR,
        "word",
        forms.HearForm,
        _pass_on(receive_word_from_asker, "text"),
        _("Kept."),
        "h",
    ),
    Door(
        Move.ESCALATE,
        "escalation",
        forms.ReasonAndWordForm,
        _pass_on(escalate_case, "reason", "word"),
        _("It is one level up now."),
        "e",
    ),
    Door(Move.REASSIGN, "reassignment", forms.ReassignForm, _reassign, _("Handed on."), "m"),
    Door(
        Move.RETURN,
        "return",
        forms.ReasonForm,
        _pass_on(return_case, "reason"),
        _("Returned to who sent it."),
        "b",
    ),
    Door(Move.SUSPEND, "suspension", forms.SuspendForm, _suspend, _("Suspended.")),
    Door(
        Move.EXTEND,
        "extension",
        forms.ExtendForm,
        _pass_on(extend_case, "more", "reason", "word"),
        _("Extended."),
    ),
    Door(Move.ASSIGN, "assignments", forms.AssignForm, _assign, _("Joint work given.")),
    Door(
        Move.SPLIT,
        "sub-cases",
        forms.SplitForm,
        _pass_on(split_case, "kind", "words"),
        _("The sub-case is under way."),
    ),
    Door(
        Move.DUPLICATE,
        "duplicate",
        forms.DuplicateForm,
        _pass_on(mark_duplicate, "original", "word"),
        _("Merged."),
    ),
    Door(Move.RELOCATE, "place", forms.RelocateForm, _relocate, _("The place is corrected.")),
    Door(
        Move.REOPEN,
        "reopening",
        forms.ReasonForm,
        _pass_on(reopen_case, "reason"),
        _("Open again; a new round begins."),
        "o",
    ),
    Door(
        Move.CANCEL,
        "cancellation",
        forms.ReasonAndWordForm,
        _pass_on(cancel_case, "reason", "word"),
        _("Called off."),
        danger=True,
    ),
)
BY_MOVE: Final = {door.move: door for door in DOORS}

# What a colleague most likely does next, by state; the rest stands in the menu.
NEXT: Final[dict[State, tuple[Move, ...]]] = {
    State.NEW: (Move.DISPATCH, Move.ACCEPT, Move.SETTLE),
    State.DISPATCHED: (Move.ACCEPT, Move.SETTLE, Move.RETURN),
    State.ACCEPTED: (Move.RESOLVE, Move.ASK, Move.ESCALATE),
    State.WAITING: (Move.HEAR, Move.RESUME),
    State.SUSPENDED: (Move.RESUME,),
    State.RESOLVED: (Move.CLOSE, Move.REOPEN),
    State.CLOSED: (Move.REOPEN,),
}


def doors_for(case: Case, moves: list[Move], actor: Actor) -> tuple[list[Door], list[Door]]:
    """Return the doors shown as buttons, the likeliest first, and those in the menu."""
    open_now = [move for move in moves if move in BY_MOVE]
    if case.asker_id is None:
        open_now = [m for m in open_now if m not in (Move.REPLY, Move.ASK, Move.HEAR)]
    if case.state == State.ACCEPTED and case.handler_id == actor.account_id:
        open_now = [m for m in open_now if m is not Move.ACCEPT]
    first = [BY_MOVE[m] for m in NEXT.get(State(case.state), ()) if m in open_now]
    rest = [d for d in DOORS if d.move in open_now and d not in first and d.move is not Move.REPLY]
    return first, rest
