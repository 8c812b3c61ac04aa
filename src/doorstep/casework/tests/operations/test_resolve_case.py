"""Resolving."""

import pytest
from django.db import IntegrityError, transaction

from doorstep.casework.models import Case
from doorstep.casework.operations._moving import JointWorkOpen, MoveNotAllowed, SubCasesOpen
from doorstep.casework.operations.give_assignment import give_assignment
from doorstep.casework.operations.reply_to_asker import TextMissing
from doorstep.casework.operations.resolve_case import resolve_case
from doorstep.casework.operations.split_case import split_case
from doorstep.casework.rules.routing import Target
from doorstep.casework.tests.factories import (
    LATER,
    accepted,
    acting,
    fresh,
    last_entry,
    opened,
    told,
)
from doorstep.people.tests.factories import everywhere


def resolve(case, by, text="屋顶修好了"):
    with acting(by):
        return resolve_case(number=case.number, text=text, by=by, at=LATER)


def test_it_is_done_and_she_is_told_and_no_clock_runs(town):
    case = accepted(town)
    resolve(case, town.chen)
    told(case, "resolve", "resolved", "CaseResolved")
    stored = fresh(case)
    assert (stored.resolved_at, stored.replied_at, stored.next_due_at) == (LATER, LATER, None)
    assert last_entry(case).text == "屋顶修好了"
    assert everywhere(case.clocks.filter(stopped_at=None).exists)() is False


def test_what_nobody_accepted_is_not_done(town):
    with pytest.raises(MoveNotAllowed):
        resolve(opened(town), town.chen)


def test_she_is_told_what_was_done(town):
    with pytest.raises(TextMissing):
        resolve(accepted(town), town.chen, "")


def joint(town):
    case = accepted(town)
    with acting(town.chen):
        give_assignment(
            number=case.number,
            part="assist",
            task="看消防通道",
            to=Target("joint_duty"),
            by=town.chen,
            at=LATER,
        )
    return case


def test_open_joint_work_holds_it(town):
    with pytest.raises(JointWorkOpen) as caught:
        resolve(joint(town), town.chen)
    assert caught.value.data["count"] == 1


def test_open_sub_cases_hold_it(town):
    case = accepted(town)
    with acting(town.chen):
        child = split_case(
            number=case.number, kind="t-leak", words="还有一处", by=town.chen, at=LATER
        )
    with pytest.raises(SubCasesOpen) as caught:
        resolve(case, town.chen)
    assert child.number in caught.value.data["children"]


@pytest.mark.parametrize("state", ["resolved", "cancelled"])
def test_the_database_refuses_loose_ends_whoever_asks(town, state):
    case = joint(town)
    ended = LATER if state == "cancelled" else None

    def by_hand():
        with transaction.atomic():
            Case.objects.filter(pk=case.pk).update(state=state, resolved_at=LATER, closed_at=ended)

    with pytest.raises(IntegrityError, match="open assignments"):
        everywhere(by_hand)()
