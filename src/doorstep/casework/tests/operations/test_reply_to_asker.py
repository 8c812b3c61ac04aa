"""Answering the asker."""

from datetime import timedelta

import pytest

from doorstep.casework.models import ClockStep
from doorstep.casework.operations._moving import MoveNotAllowed, TextTooLong
from doorstep.casework.operations.open_case import Asked
from doorstep.casework.operations.reply_to_asker import (
    NobodyToAnswer,
    TextMissing,
    reply_to_asker,
)
from doorstep.casework.tests.factories import (
    LATER,
    SYSTEM,
    accepted,
    acting,
    closed,
    fresh,
    last_entry,
    opened,
    told,
)
from doorstep.people.tests.factories import everywhere


def reply(case, by, text="明天上午师傅来", at=LATER):
    with acting(by):
        return reply_to_asker(number=case.number, text=text, by=by, at=at)


def test_the_first_answer_stops_the_reply_clock(town):
    case = accepted(town)
    reply(case, town.chen)
    told(case, "reply", "accepted", "CaseReplied")
    stored = fresh(case)
    assert stored.replied_at == LATER
    assert stored.next_due_at == stored.resolve_due_at
    pending = ClockStep.objects.filter(case=case, dropped_at=None, clock__what="reply")
    assert everywhere(pending.count)() == 0
    assert last_entry(case).text == "明天上午师傅来"


def test_a_second_answer_changes_no_time(town):
    case = accepted(town)
    reply(case, town.chen)
    reply(case, town.chen, "师傅到了", at=LATER + timedelta(days=1))
    assert fresh(case).replied_at == LATER


def test_who_took_the_case_may_answer_wherever_it_lies(town):
    case = opened(town, kind="t-secret")
    assert reply(case, town.zhou).replied_at == LATER


@pytest.mark.parametrize(("text", "error"), [("", TextMissing), ("好" * 2001, TextTooLong)])
def test_there_is_a_text_and_it_fits(town, text, error):
    with pytest.raises(error):
        reply(accepted(town), town.chen, text)


def test_nobody_asked(town):
    alarm = opened(town, by=SYSTEM, kind="t-alarm", asked=Asked())
    with pytest.raises(NobodyToAnswer):
        reply(alarm, town.chen)


def test_after_closing_the_answer_is_given(town):
    with pytest.raises(MoveNotAllowed):
        reply(closed(town), town.chen)
