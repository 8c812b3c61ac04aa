"""The table of states and moves: paths that lead somewhere, and paths that don't."""

import pytest

from doorstep.casework.rules.states import (
    FINAL_STATES,
    MOVES,
    OPEN_STATES,
    ClockEffect,
    Move,
    State,
    clock_effect,
    may,
    moves_from,
    target,
    walk,
)

OPEN, A, D = Move.OPEN, Move.ACCEPT, Move.DISPATCH

HAPPY = {
    "settled on the spot": ([OPEN, Move.SETTLE], State.CLOSED),
    "the plain way": ([OPEN, D, A, Move.REPLY, Move.RESOLVE, Move.CLOSE], State.CLOSED),
    "taken by who is asked": ([OPEN, A, Move.RESOLVE, Move.CLOSE], State.CLOSED),
    "returned and sent on": ([OPEN, D, Move.RETURN, D, A], State.ACCEPTED),
    "up the ladder": ([OPEN, D, A, Move.ESCALATE, A, Move.ESCALATE, A], State.ACCEPTED),
    "asked and heard": ([OPEN, D, A, Move.ASK, Move.HEAR], State.ACCEPTED),
    "asked before anybody took it": ([OPEN, D, Move.ASK, Move.HEAR], State.DISPATCHED),
    "asked, no word, went on": ([OPEN, D, A, Move.ASK, Move.RESUME], State.ACCEPTED),
    "suspended until": ([OPEN, D, A, Move.REPLY, Move.SUSPEND, Move.RESUME], State.ACCEPTED),
    "her word doesn't end a suspension": ([OPEN, A, Move.SUSPEND, Move.HEAR], State.SUSPENDED),
    "handed to a colleague": ([OPEN, D, A, Move.REASSIGN, A], State.ACCEPTED),
    "a second round": (
        [OPEN, A, Move.RESOLVE, Move.CLOSE, Move.REOPEN, A, Move.RESOLVE, Move.CLOSE],
        State.CLOSED,
    ),
    "not done after all": ([OPEN, A, Move.RESOLVE, Move.REOPEN], State.DISPATCHED),
    "withdrawn while it waits": ([OPEN, A, Move.ASK, Move.CANCEL], State.CANCELLED),
    "the same as another": ([OPEN, Move.DUPLICATE], State.DUPLICATE),
    "word after closing": ([OPEN, Move.SETTLE, Move.HEAR], State.CLOSED),
    "longer, in parts, jointly": (
        [OPEN, A, Move.EXTEND, Move.SPLIT, Move.ASSIGN, Move.RELOCATE],
        State.ACCEPTED,
    ),
}
UNHAPPY = {
    "closed without being resolved": [OPEN, A, Move.CLOSE],
    "resolved by nobody": [OPEN, D, Move.RESOLVE],
    "dispatched twice": [OPEN, D, D],
    "returned by nobody": [OPEN, Move.RETURN],
    "closed twice": [OPEN, Move.SETTLE, Move.CLOSE],
    "answered after the end": [OPEN, Move.SETTLE, Move.REPLY],
    "resumed without a pause": [OPEN, A, Move.RESUME],
    "suspended before it was taken": [OPEN, D, Move.SUSPEND],
    "asked while it waits": [OPEN, A, Move.ASK, Move.ASK],
    "resolved while it waits": [OPEN, A, Move.ASK, Move.RESOLVE],
    "cancelled after it was resolved": [OPEN, A, Move.RESOLVE, Move.CANCEL],
    "reopened though cancelled": [OPEN, Move.CANCEL, Move.REOPEN],
    "heard though cancelled": [OPEN, Move.CANCEL, Move.HEAR],
    "merged twice": [OPEN, Move.DUPLICATE, Move.DUPLICATE],
    "opened twice": [OPEN, OPEN],
}


@pytest.mark.parametrize(("path", "end"), HAPPY.values(), ids=HAPPY)
def test_happy_paths_end_where_they_should(path, end):
    assert walk(path)[-1] is end


@pytest.mark.parametrize("path", UNHAPPY.values(), ids=UNHAPPY)
def test_unhappy_paths_are_refused_at_their_last_step(path):
    walk(path[:-1])
    with pytest.raises(ValueError, match=r"may not start|once"):
        walk(path)


def test_every_move_has_a_row_and_every_state_is_reached():
    assert set(MOVES) == set(Move)
    reached = {rule.to for rule in MOVES.values()} - {"stays", "before"}
    assert reached == set(State)


def test_final_states_let_only_word_and_reopening_through():
    for state in FINAL_STATES:
        assert set(moves_from(state)) <= {Move.HEAR, Move.REOPEN}


def test_what_takes_a_case_from_somebody_says_why():
    must = {Move.RETURN, Move.REASSIGN, Move.ESCALATE, Move.SUSPEND, Move.EXTEND}
    must |= {Move.REOPEN, Move.CANCEL, Move.RELOCATE}
    assert {move for move, rule in MOVES.items() if rule.reason} == must


def test_nothing_ends_while_joint_work_is_open():
    ends = {m for m, r in MOVES.items() if r.to in FINAL_STATES | {State.RESOLVED}}
    assert {move for move in ends if MOVES[move].done_first} == ends


def test_clocks_stand_still_only_while_she_has_the_word_or_the_work_waits():
    assert clock_effect(Move.ASK, State.ACCEPTED) is ClockEffect.PAUSE
    assert clock_effect(Move.SUSPEND, State.ACCEPTED) is ClockEffect.PAUSE_RESOLVE
    assert clock_effect(Move.HEAR, State.WAITING) is ClockEffect.RESUME
    assert clock_effect(Move.HEAR, State.SUSPENDED) is ClockEffect.NONE
    assert clock_effect(Move.RETURN, State.ACCEPTED) is ClockEffect.NONE


def test_resuming_without_a_memory_is_refused():
    with pytest.raises(ValueError, match="before the pause"):
        target(Move.RESUME, State.WAITING)


def test_open_states_are_all_but_the_final_ones():
    assert set(State) == OPEN_STATES | FINAL_STATES
    assert may(Move.REPLY, "resolved")
