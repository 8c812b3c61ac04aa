"""Escalating."""

import pytest

from doorstep.casework.operations.escalate_case import TopOfLadder, escalate_case
from doorstep.casework.tests.factories import (
    DISTRICT,
    LATER,
    SUBDISTRICT,
    accepted,
    acting,
    fresh,
    last_entry,
    told,
)


def escalate(case, by, **more):
    with acting(by):
        return escalate_case(number=case.number, reason="居委解决不了", by=by, at=LATER, **more)


def test_it_goes_up_one_level_and_she_hears_of_it(town):
    case = accepted(town)
    escalate(case, town.chen, word="已请街道出面")
    told(case, "escalate", "dispatched", "CaseEscalated")
    stored = fresh(case)
    assert (stored.level, stored.holder_place) == ("subdistrict", SUBDISTRICT)
    assert (stored.holder_role, stored.handler_id) == ("subdistrict", None)
    assert last_entry(case).text == "已请街道出面"
    assert last_entry(case, "staff").text == "居委解决不了"


def test_up_to_the_top_and_no_further(town):
    case = accepted(town)
    escalate(case, town.chen)
    escalate(case, town.centre)
    assert fresh(case).holder_place == DISTRICT
    with pytest.raises(TopOfLadder):
        escalate(case, town.district)
