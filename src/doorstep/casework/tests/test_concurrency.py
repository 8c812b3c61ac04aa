"""Two people at once: one wins, the other is told who."""

import threading

import pytest
from django.db import connections

from doorstep.casework.models import Case, Closing
from doorstep.casework.operations.accept_case import accept_case
from doorstep.casework.operations.close_case import close_case
from doorstep.casework.operations.mark_duplicate import mark_duplicate
from doorstep.casework.operations.open_case import Asked
from doorstep.casework.tests.factories import (
    LATER,
    SYSTEM,
    acting,
    fresh,
    opened,
    resolved,
)
from doorstep.casework.tests.factories import (
    town as make_town,
)
from doorstep.kernel.errors import Conflict
from doorstep.people.tests.factories import everywhere

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works):
    """Run each of ``works`` in a thread with a connection of its own; return what came of them."""
    outcomes, start = [None] * len(works), threading.Barrier(len(works))

    def run(index, work):
        try:
            start.wait()
            outcomes[index] = work()
        except Exception as error:
            outcomes[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def closing(case, by):
    def work():
        with acting(by):
            return close_case(number=case.number, by=by, at=LATER)

    return work


def test_two_workers_close_one_case_and_one_gets_a_conflict_that_names_the_other():
    town = make_town()
    case = resolved(town)
    outcomes = at_once(closing(case, town.chen), closing(case, town.zhou))
    conflicts = [outcome for outcome in outcomes if isinstance(outcome, Conflict)]
    assert len(conflicts) == 1
    winner = town.zhou if outcomes[0] is conflicts[0] else town.chen
    assert (conflicts[0].status, conflicts[0].data["who"]) == (409, winner.name)
    assert fresh(case).state == "closed"
    assert everywhere(Closing.objects.filter(case=case).count)() == 1


def test_two_workers_accept_one_case():
    town = make_town()
    case = opened(town)

    def accepting(by):
        def work():
            with acting(by):
                return accept_case(number=case.number, by=by, at=LATER, version=case.version)

        return work

    outcomes = at_once(accepting(town.chen), accepting(town.zhou))
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1
    assert fresh(case).version == 2


def test_a_double_click_opens_one_case():
    town = make_town()

    def click():
        return opened(town, idempotency_key="click")

    outcomes = at_once(click, click, click)
    assert {outcome.number for outcome in outcomes} == {outcomes[0].number}
    assert everywhere(Case.objects.count)() == 1


def test_a_meter_that_reports_twice_at_once_opens_one_case():
    town = make_town()

    def report():
        given = {"kind": "t-alarm", "asked": Asked(), "subject_key": "meter:1"}
        return opened(town, by=SYSTEM, **given)

    outcomes = at_once(report, report)
    assert outcomes[0].pk == outcomes[1].pk


def test_merging_crosswise_blocks_nobody():
    town = make_town()
    one, two = opened(town), opened(town)

    def merging(case, original):
        def work():
            with acting(town.chen):
                return mark_duplicate(
                    number=case.number, original=original.number, by=town.chen, at=LATER
                )

        return work

    outcomes = at_once(merging(one, two), merging(two, one))
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1
    assert sorted([fresh(one).state, fresh(two).state]) == ["dispatched", "duplicate"]
