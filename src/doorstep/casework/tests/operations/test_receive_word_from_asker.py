"""Word from the resident."""

from datetime import UTC, datetime

import pytest

from doorstep.casework.operations.ask_asker import ask_asker
from doorstep.casework.operations.receive_word_from_asker import receive_word_from_asker
from doorstep.casework.operations.reply_to_asker import TextMissing
from doorstep.casework.selectors.cases import CaseNotFound
from doorstep.casework.tests.factories import accepted, acting, closed, fresh, last_entry, told
from doorstep.people.tests.factories import own_account, resident

MONDAY_NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
THURSDAY_TEN = datetime(2026, 11, 26, 2, tzinfo=UTC)


def hear(case, by, text="周四上午"):
    with acting(by):
        return receive_word_from_asker(number=case.number, text=text, by=by, at=THURSDAY_TEN)


def waiting(town):
    case = accepted(town)
    with acting(town.chen):
        return ask_asker(number=case.number, question="哪天？", by=town.chen, at=MONDAY_NOON)


def test_her_word_from_the_phone_lets_it_go_on_with_what_was_left(town):
    case = waiting(town)
    hear(case, town.sun_herself)
    told(case, "hear", "accepted", "CaseHeard")
    stored = fresh(case)
    # 14 working hours were left on Monday noon; Thursday has 7.5 of them, Friday 6.5.
    assert stored.reply_due_at == datetime(2026, 11, 27, 7, 30, tzinfo=UTC) == stored.next_due_at
    entry = last_entry(case)
    assert (entry.text, entry.actor_kind) == ("周四上午", "resident")


def test_a_colleague_notes_what_she_said_on_the_phone(town):
    assert hear(waiting(town), town.chen).state == "accepted"


def test_word_when_nobody_asked_changes_no_state(town):
    case = accepted(town)
    assert hear(case, town.sun_herself).state == "accepted"
    assert hear(closed(town), town.sun_herself).state == "closed"


def test_empty_word_is_none(town):
    with pytest.raises(TextMissing):
        hear(waiting(town), town.sun_herself, "  ")


def test_a_neighbour_does_not_even_see_it(town):
    neighbour = own_account(resident("王小明"))
    with pytest.raises(CaseNotFound):
        hear(waiting(town), neighbour)
