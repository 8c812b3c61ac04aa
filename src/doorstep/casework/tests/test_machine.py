"""A case against a model of it: whatever is done in whatever order, both say the same."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from doorstep.casework.models import Clock, TimelineEntry
from doorstep.casework.operations.accept_case import accept_case
from doorstep.casework.operations.ask_asker import ask_asker
from doorstep.casework.operations.cancel_case import cancel_case
from doorstep.casework.operations.close_case import close_case
from doorstep.casework.operations.dispatch_case import dispatch_case
from doorstep.casework.operations.escalate_case import escalate_case
from doorstep.casework.operations.extend_case import extend_case
from doorstep.casework.operations.fire_clocks import fire_clocks
from doorstep.casework.operations.open_case import Asked, open_case
from doorstep.casework.operations.reassign_case import reassign_case
from doorstep.casework.operations.receive_word_from_asker import receive_word_from_asker
from doorstep.casework.operations.reopen_case import reopen_case
from doorstep.casework.operations.reply_to_asker import reply_to_asker
from doorstep.casework.operations.resolve_case import resolve_case
from doorstep.casework.operations.resume_case import resume_case
from doorstep.casework.operations.return_case import return_case
from doorstep.casework.operations.settle_case import settle_case
from doorstep.casework.operations.suspend_case import suspend_case
from doorstep.casework.rules.routing import Target
from doorstep.casework.rules.states import FINAL_STATES, MOVING, Move, State, may, target
from doorstep.casework.tests.factories import AT, SYSTEM
from doorstep.kernel.errors import DoorstepError
from doorstep.kernel.scope import Scope
from doorstep.platform.scope import scoped

# What each move is given besides the case, who and when. The system makes them, so that the
# table of states alone decides.
MADE = {
    Move.DISPATCH: (dispatch_case, {}),
    Move.ACCEPT: (accept_case, {}),
    Move.RETURN: (return_case, {"reason": "x"}),
    Move.REASSIGN: (reassign_case, {"reason": "x", "to": Target("community")}),
    Move.ESCALATE: (escalate_case, {"reason": "x"}),
    Move.ASK: (ask_asker, {"question": "x"}),
    Move.HEAR: (receive_word_from_asker, {"text": "x"}),
    Move.RESUME: (resume_case, {}),
    Move.SUSPEND: (suspend_case, {"reason": "x"}),
    Move.EXTEND: (extend_case, {"more": 1, "reason": "x"}),
    Move.REPLY: (reply_to_asker, {"text": "x"}),
    Move.RESOLVE: (resolve_case, {"text": "x"}),
    Move.CLOSE: (close_case, {}),
    Move.SETTLE: (settle_case, {"outcome": "x"}),
    Move.REOPEN: (reopen_case, {"reason": "x"}),
    Move.CANCEL: (cancel_case, {"reason": "x"}),
}
# Refused for reasons beside the table: answer owed, top of the ladder, extended too often …
BESIDE = {
    "case-answer-owed",
    "case-top-of-ladder",
    "case-extended-too-often",
    "case-reopen-too-late",
}


class CaseMachine(RuleBasedStateMachine):
    town = None

    @initialize(asked=st.booleans())
    def take(self, asked):
        self.at = AT
        self.asked = asked
        who = Asked(resident=self.town.sun.pk) if asked else Asked()
        with scoped(Scope.everywhere("tests")):
            self.case = open_case(
                kind="t-leak", place=self.town.home, words="漏", asked=who, by=SYSTEM, at=self.at
            )
        self.state, self.before, self.made = State.DISPATCHED, None, 0

    @rule(move=st.sampled_from(sorted(MADE)), hours=st.integers(0, 40))
    def make(self, move, hours):
        self.at += timedelta(hours=hours)
        operation, given = MADE[move]
        if move is Move.SUSPEND:
            given = given | {"until": self.at + timedelta(days=2)}
        try:
            with scoped(Scope.everywhere("tests")):
                operation(number=self.case.number, by=SYSTEM, at=self.at, **given)
        except DoorstepError as error:
            nobody = error.code == "case-nobody-to-answer" and not self.asked
            assert error.code in BESIDE or nobody or not may(move, self.state), error
            return
        assert may(move, self.state)
        after = target(move, self.state, self.before)
        if after in (State.WAITING, State.SUSPENDED) and after != self.state:
            self.before = self.state
        self.state, self.made = after, self.made + 1

    @rule(days=st.integers(0, 9))
    def time_passes_and_clocks_fire(self, days):
        self.at += timedelta(days=days)
        fire_clocks(by=SYSTEM, at=self.at)
        with scoped(Scope.everywhere("tests")):
            self.case.refresh_from_db()
        if self.state in MOVING and self.case.state == State.DISPATCHED:
            self.state = State.DISPATCHED  # a clock may have sent it up

    @invariant()
    def stored_and_model_agree(self):
        if not hasattr(self, "case"):
            return
        with scoped(Scope.everywhere("tests")):
            case = self.case
            case.refresh_from_db()
            assert case.state == self.state
            assert (case.closed_at is not None) == (self.state in FINAL_STATES)
            running = Clock.objects.filter(case=case, stopped_at=None)
            ended = self.state in FINAL_STATES | {State.RESOLVED}
            assert not (ended and running.exists())
            moving = [clock.due_at for clock in running if clock.paused_at is None]
            assert case.next_due_at == min(moving, default=None)
            assert (self.state is State.WAITING) <= (not moving)
            assert case.suspensions.filter(ended_at=None).exists() == (
                self.state in (State.WAITING, State.SUSPENDED)
            )
            assert TimelineEntry.objects.filter(case=case).count() >= self.made + 2


@pytest.mark.slow
def test_a_case_does_what_its_model_does(town):
    machine = type("Machine", (CaseMachine,), {"town": town})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
