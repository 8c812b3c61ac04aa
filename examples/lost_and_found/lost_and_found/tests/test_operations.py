"""A find is kept, waits, and is handed over once."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from doorstep.kernel.errors import Forbidden, NotFound
from doorstep.people.tests.factories import LINFEN, acting
from doorstep.platform.models import StoredFact, TrailEntry
from lost_and_found.models import Find, HandOver
from lost_and_found.operations.hand_over_find import (
    HandedOverAlready,
    ReceiverMissing,
    hand_over_find,
)
from lost_and_found.operations.keep_find import FindNotNamed, keep_find
from lost_and_found.rules import days_left
from lost_and_found.selectors import finds_waiting
from lost_and_found.tests.conftest import AT, PLACE


def umbrella(by) -> Find:
    return keep_find(what="蓝色的伞", where="375弄门口", place=PLACE, by=by, at=AT)


def test_what_was_found_waits_for_its_owner(chen):
    with acting(chen):
        find = umbrella(chen)
        assert list(finds_waiting(chen)) == [find]
        assert TrailEntry.objects.get(subject=f"find:{find.pk}").action == "find.kept"
        assert StoredFact.objects.get(name="lost_and_found.FindKept").payload["what"] == "蓝色的伞"


def test_it_is_handed_over_once(chen):
    with acting(chen):
        find = umbrella(chen)
        hand_over_find(find=find.pk, receiver="孙桂花", by=chen, at=AT)
        assert not finds_waiting(chen).exists()
        with pytest.raises(HandedOverAlready) as refused:
            hand_over_find(find=find.pk, receiver="别人", by=chen, at=AT)
        assert refused.value.data["receiver"] == "孙桂花"


@pytest.mark.parametrize("what", ["", "   ", "伞" * 81])
def test_a_find_without_words_is_refused(chen, what):
    with acting(chen), pytest.raises(FindNotNamed):
        keep_find(what=what, where="", place=PLACE, by=chen, at=AT)


def test_nobody_takes_it_without_a_name(chen):
    with acting(chen), pytest.raises(ReceiverMissing):
        hand_over_find(find=umbrella(chen).pk, receiver=" ", by=chen, at=AT)


def test_elsewhere_it_is_out_of_sight(chen, lu):
    with acting(chen):
        find = umbrella(chen)
    with acting(lu):
        assert not Find.objects.exists()
        with pytest.raises(NotFound):
            hand_over_find(find=find.pk, receiver="陆佳", by=lu, at=AT)


def test_only_at_ones_own_place(chen):
    with acting(chen), pytest.raises(Forbidden):
        keep_find(what="伞", where="", place=LINFEN, by=chen, at=AT)


def test_the_receipt_stays_as_it_is(chen):
    with acting(chen):
        handed = hand_over_find(find=umbrella(chen).pk, receiver="孙桂花", by=chen, at=AT)
        with pytest.raises(DatabaseError), transaction.atomic():
            HandOver.objects.filter(pk=handed.pk).update(receiver="别人")


def test_kept_for_half_a_year():
    assert [days_left(days) for days in (0, 179, 180, 400)] == [180, 1, 0, 0]
