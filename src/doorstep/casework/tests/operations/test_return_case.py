"""Returning."""

import pytest

from doorstep.casework.operations._moving import MoveNotAllowed, ReasonMissing, TextTooLong
from doorstep.casework.operations.escalate_case import escalate_case
from doorstep.casework.operations.return_case import return_case
from doorstep.casework.tests.factories import (
    LATER,
    SHIXIN,
    SUBDISTRICT,
    accepted,
    acting,
    closed,
    fresh,
    last_entry,
    opened,
    told,
)


def give_back(case, by, reason="不归我们管"):
    with acting(by):
        return return_case(number=case.number, reason=reason, by=by, at=LATER)


def test_it_waits_for_the_secretary_and_the_clocks_run_on(town):
    case = accepted(town)
    give_back(case, town.chen)
    told(case, "return", "new", "CaseReturned")
    stored = fresh(case)
    assert (stored.returned_at, stored.handler_id, stored.holder_role) == (LATER, None, "")
    assert stored.reply_due_at == case.reply_due_at
    assert last_entry(case, "staff").text == "不归我们管"


def test_what_came_up_goes_back_down_to_who_sent_it(town):
    case = opened(town)
    with acting(town.chen):
        escalate_case(number=case.number, reason="办不了", by=town.chen, at=LATER)
    assert fresh(case).holder_place == SUBDISTRICT
    give_back(case, town.centre)
    stored = fresh(case)
    assert (stored.holder_place, stored.level, stored.holder_role) == (
        SHIXIN,
        "community",
        "worker",
    )


def test_she_does_not_read_what_colleagues_tell_each_other(town):
    case = opened(town)
    give_back(case, town.chen, reason="她每次都这样")
    with acting(town.sun_herself):
        assert "她每次都这样" not in [entry.text for entry in case.timeline.all()]


@pytest.mark.parametrize(("reason", "error"), [("  ", ReasonMissing), ("长" * 501, TextTooLong)])
def test_a_reason_is_needed(town, reason, error):
    with pytest.raises(error):
        give_back(opened(town), town.chen, reason)


def test_a_closed_case_is_not_returned(town):
    with pytest.raises(MoveNotAllowed):
        give_back(closed(town), town.chen)
