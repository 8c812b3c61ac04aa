"""Notices go out once, are tried again, and are given up in the end."""

from datetime import timedelta

from doorstep.casework.models import Notice
from doorstep.casework.operations.notify_askers import (
    MOST_ATTEMPTS,
    deliver_notices,
    make_notices,
)
from doorstep.casework.operations.reply_to_asker import reply_to_asker
from doorstep.casework.operations.return_case import return_case
from doorstep.casework.tests.factories import LATER, accepted, acting, last_entry, opened
from doorstep.people.tests.factories import everywhere


def noticed(town):
    case = accepted(town)
    with acting(town.chen):
        reply_to_asker(number=case.number, text="明天来", by=town.chen, at=LATER)
    everywhere(make_notices)(entry_id=last_entry(case).pk, at=LATER)
    return case


def state_of(case):
    return everywhere(lambda: Notice.objects.get(case=case))()


def test_it_goes_out_once(town):
    case, sent = noticed(town), []
    assert deliver_notices(deliver=lambda n: sent.append(n.text), at=LATER) == 1
    assert deliver_notices(deliver=lambda n: sent.append(n.text), at=LATER) == 0
    assert sent == ["明天来"]
    assert (state_of(case).state, state_of(case).sent_at) == ("sent", LATER)


def test_a_door_that_is_shut_is_tried_again_and_given_up_in_the_end(town):
    def shut(notice):
        raise ConnectionError("shut")

    case, at = noticed(town), LATER
    assert deliver_notices(deliver=shut, at=at) == 0
    assert state_of(case).next_try_at == at + timedelta(minutes=1)
    assert deliver_notices(deliver=lambda n: None, at=at) == 0
    for _ in range(MOST_ATTEMPTS):
        at = state_of(case).next_try_at
        deliver_notices(deliver=shut, at=at)
    assert (state_of(case).state, state_of(case).attempts) == ("failed", MOST_ATTEMPTS)


def test_an_outage_of_five_minutes_loses_and_doubles_nothing(town):
    def shut(notice):
        raise ConnectionError("shut")

    case, sent = noticed(town), []
    for minute in range(5):
        deliver_notices(deliver=shut, at=LATER + timedelta(minutes=minute))
    for minute in range(5, 20):
        at = LATER + timedelta(minutes=minute)
        deliver_notices(deliver=lambda n: sent.append(n.pk), at=at)
    assert len(sent) == 1
    assert state_of(case).state == "sent"


def test_what_is_between_colleagues_is_told_to_nobody(town):
    case = opened(town)
    with acting(town.chen):
        return_case(number=case.number, reason="不归我们", by=town.chen, at=LATER)
    assert everywhere(make_notices)(entry_id=last_entry(case, "staff").pk, at=LATER) == 0
