"""The table of states and moves of a case. Everything else asks this table.

new → dispatched → accepted → (waiting for the resident | suspended until) → resolved → closed,
besides cancelled and duplicate. A move names from where it may start, where it leads, which
permission it needs and where, whether a reason is required, and what it does to the clocks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal


class State(StrEnum):
    NEW = "new"
    DISPATCHED = "dispatched"
    ACCEPTED = "accepted"
    WAITING = "waiting"
    SUSPENDED = "suspended"
    RESOLVED = "resolved"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    DUPLICATE = "duplicate"


class ClockEffect(StrEnum):
    """What a move does to the two clocks of a case (reply, resolve)."""

    NONE = "none"
    START = "start"
    STOP_REPLY = "stop-reply"
    PAUSE = "pause"  # both: she has the word, not we
    PAUSE_RESOLVE = "pause-resolve"  # the answer is still owed while the work waits
    RESUME = "resume"
    STOP = "stop"
    RESTART = "restart"  # a second round begins


class Move(StrEnum):
    OPEN = "open"
    SETTLE = "settle"
    DISPATCH = "dispatch"
    ACCEPT = "accept"
    RETURN = "return"
    REASSIGN = "reassign"
    ESCALATE = "escalate"
    ASK = "ask"
    HEAR = "hear"
    RESUME = "resume"
    SUSPEND = "suspend"
    EXTEND = "extend"
    REPLY = "reply"
    RESOLVE = "resolve"
    CLOSE = "close"
    REOPEN = "reopen"
    CANCEL = "cancel"
    DUPLICATE = "duplicate"
    SPLIT = "split"
    ASSIGN = "assign"
    RELOCATE = "relocate"


UNTOUCHED: Final = frozenset({State.NEW, State.DISPATCHED})
MOVING: Final = frozenset({State.NEW, State.DISPATCHED, State.ACCEPTED})
RESTING: Final = frozenset({State.WAITING, State.SUSPENDED})
UNDER_WAY: Final = MOVING | RESTING
OPEN_STATES: Final = UNDER_WAY | {State.RESOLVED}
FINAL_STATES: Final = frozenset({State.CLOSED, State.CANCELLED, State.DUPLICATE})

STAYS: Final = "stays"
BEFORE: Final = "before"  # back to the state in which it was paused

TAKE: Final = "casework.case.take"
DISPATCH: Final = "casework.case.dispatch"
HANDLE: Final = "casework.case.handle"
ANSWER: Final = "casework.case.answer"
EXTEND: Final = "casework.case.extend"
CLOSE: Final = "casework.case.close"
REOPEN: Final = "casework.case.reopen"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table.

    ``at``: which place the permission is checked at: ``place`` (where the case is) or ``holder``
    (the unit that holds it now). ``asker``: whether the person who asked may do it herself.
    ``done_first``: joint work and sub-cases must be finished before. ``ends_wait``: when the case
    waits for the resident's word, this is it, and the case goes on as before.
    """

    starts: frozenset[State]
    to: State | Literal["stays", "before"]
    permission: str
    at: Literal["place", "holder"] = "holder"
    reason: bool = False
    clock: ClockEffect = ClockEffect.NONE
    asker: bool = False
    done_first: bool = False
    ends_wait: bool = False


_ALL: Final = frozenset(State)

MOVES: Final[dict[Move, Rule]] = {
    Move.OPEN: Rule(frozenset(), State.NEW, TAKE, "place", clock=ClockEffect.START, asker=True),
    Move.SETTLE: Rule(MOVING, State.CLOSED, TAKE, clock=ClockEffect.STOP, done_first=True),
    Move.DISPATCH: Rule(frozenset({State.NEW}), State.DISPATCHED, DISPATCH),
    Move.ACCEPT: Rule(UNTOUCHED, State.ACCEPTED, HANDLE),
    Move.RETURN: Rule(
        frozenset({State.DISPATCHED, State.ACCEPTED}), State.NEW, HANDLE, reason=True
    ),
    Move.REASSIGN: Rule(
        frozenset({State.DISPATCHED, State.ACCEPTED}), State.DISPATCHED, DISPATCH, reason=True
    ),
    Move.ESCALATE: Rule(MOVING, State.DISPATCHED, HANDLE, reason=True),
    Move.ASK: Rule(MOVING, State.WAITING, ANSWER, "place", clock=ClockEffect.PAUSE),
    Move.HEAR: Rule(
        _ALL - {State.CANCELLED, State.DUPLICATE},
        STAYS,
        ANSWER,
        "place",
        asker=True,
        ends_wait=True,
    ),
    Move.RESUME: Rule(RESTING, BEFORE, HANDLE, clock=ClockEffect.RESUME),
    Move.SUSPEND: Rule(
        frozenset({State.ACCEPTED}),
        State.SUSPENDED,
        HANDLE,
        reason=True,
        clock=ClockEffect.PAUSE_RESOLVE,
    ),
    Move.EXTEND: Rule(MOVING, STAYS, EXTEND, reason=True),
    Move.REPLY: Rule(OPEN_STATES, STAYS, ANSWER, "place", clock=ClockEffect.STOP_REPLY),
    Move.RESOLVE: Rule(
        frozenset({State.ACCEPTED}),
        State.RESOLVED,
        HANDLE,
        clock=ClockEffect.STOP,
        done_first=True,
    ),
    # Her rating says that it is done; otherwise staff or a week's quiet close it.
    Move.CLOSE: Rule(frozenset({State.RESOLVED}), State.CLOSED, CLOSE, asker=True, done_first=True),
    Move.REOPEN: Rule(
        frozenset({State.RESOLVED, State.CLOSED}),
        State.DISPATCHED,
        REOPEN,
        reason=True,
        clock=ClockEffect.RESTART,
        asker=True,
    ),
    Move.CANCEL: Rule(
        UNDER_WAY,
        State.CANCELLED,
        CLOSE,
        reason=True,
        clock=ClockEffect.STOP,
        asker=True,
        done_first=True,
    ),
    Move.DUPLICATE: Rule(
        UNDER_WAY, State.DUPLICATE, HANDLE, clock=ClockEffect.STOP, done_first=True
    ),
    Move.SPLIT: Rule(MOVING, STAYS, HANDLE),
    Move.ASSIGN: Rule(MOVING, STAYS, HANDLE),
    Move.RELOCATE: Rule(MOVING, STAYS, DISPATCH, "place", reason=True),
}


def may(move: Move, state: State | str) -> bool:
    """Say whether ``move`` may start in ``state``."""
    return State(state) in MOVES[move].starts


def goes_back(move: Move, state: State | str) -> bool:
    """Say whether ``move`` leads from a pause back to the state before it."""
    rule = MOVES[move]
    return rule.to == BEFORE or (rule.ends_wait and State(state) is State.WAITING)


def clock_effect(move: Move, state: State | str) -> ClockEffect:
    """Return what ``move`` does to the clocks when it starts in ``state``."""
    return ClockEffect.RESUME if goes_back(move, state) else MOVES[move].clock


def target(move: Move, state: State | str, before: State | str | None = None) -> State:
    """Return the state that ``move`` leads to from ``state``.

    ``before`` is the state in which the case was paused, needed by resuming only.

    Raises:
        ValueError: the move may not start there, or ``before`` is missing.
    """
    if not may(move, state):
        raise ValueError(f"{move} may not start in {state}")
    to = BEFORE if goes_back(move, state) else MOVES[move].to
    if to == STAYS:
        return State(state)
    if to == BEFORE:
        if before is None:
            raise ValueError("resuming needs the state before the pause")
        return State(before)
    return State(to)


def moves_from(state: State | str) -> list[Move]:
    """Return the moves that may start in ``state``, in the order of the table."""
    return [move for move, rule in MOVES.items() if State(state) in rule.starts]


def walk(moves: Iterable[Move]) -> list[State]:
    """Walk a path of moves from opening and return the states it passes (for tests and docs).

    Raises:
        ValueError: a move of the path may not start where the path has come to.
    """
    states: list[State] = []
    before: State | None = None
    for move in moves:
        if move is Move.OPEN:
            if states:
                raise ValueError("a case is opened once")
            states.append(State.NEW)
            continue
        here = states[-1]
        nxt = target(move, here, before)
        if nxt in RESTING and here not in RESTING:
            before = here
        states.append(nxt)
    return states
