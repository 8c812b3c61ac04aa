"""Merging duplicates; every asker goes on hearing."""

import pytest

from doorstep.casework.models import CaseAsker, Notice
from doorstep.casework.operations.mark_duplicate import OriginalUnfit, mark_duplicate
from doorstep.casework.operations.notify_askers import make_notices
from doorstep.casework.operations.open_case import Asked
from doorstep.casework.operations.resolve_case import resolve_case
from doorstep.casework.selectors.cases import CaseNotFound
from doorstep.casework.tests.factories import (
    LATER,
    accepted,
    acting,
    closed,
    fresh,
    last_entry,
    opened,
    told,
)
from doorstep.kernel.errors import Forbidden
from doorstep.people.tests.factories import everywhere, resident


def merge(case, original, by):
    with acting(by):
        return mark_duplicate(number=case.number, original=original.number, by=by, at=LATER)


def neighbours_case(town, name="王小明"):
    who = resident(name)
    return opened(town, asked=Asked(resident=who.pk)), who


def test_it_names_its_original_and_its_asker_hears_of_that_one(town):
    original = accepted(town)
    case, neighbour = neighbours_case(town)
    merge(case, original, town.chen)
    told(case, "duplicate", "duplicate", "CaseMarkedDuplicate")
    assert fresh(case).duplicate_of_id == original.pk
    asker = everywhere(CaseAsker.objects.get)(case=original)
    assert (asker.resident_id, asker.why) == (neighbour.pk, "duplicate")


def test_the_end_is_told_to_all_who_asked_but_her_words_stay_hers(town):
    original = accepted(town)
    case, neighbour = neighbours_case(town)
    merge(case, original, town.chen)
    with acting(town.chen):
        resolve_case(number=original.number, text="孙阿姨家修好了", by=town.chen, at=LATER)
    entry = last_entry(original)
    assert everywhere(make_notices)(entry_id=entry.pk, at=LATER) == 2
    assert everywhere(make_notices)(entry_id=entry.pk, at=LATER) == 0
    texts = dict(everywhere(lambda: list(Notice.objects.values_list("resident_id", "text")))())
    assert texts[town.sun.pk] == "孙阿姨家修好了"
    assert "孙阿姨" not in texts[neighbour.pk]
    assert original.number in texts[neighbour.pk]


def test_what_was_merged_before_moves_along(town):
    first, second, third = accepted(town), *(neighbours_case(town, n)[0] for n in ("甲", "乙"))
    merge(third, second, town.chen)
    merge(second, first, town.chen)
    assert fresh(third).duplicate_of_id == first.pk
    assert everywhere(CaseAsker.objects.filter(case=first).count)() == 2


@pytest.mark.parametrize("which", ["itself", "closed", "merged"])
def test_originals_that_cannot_be(town, which):
    case, _who = neighbours_case(town)
    original = case
    if which == "closed":
        original = closed(town)
    elif which == "merged":
        original = opened(town)
        merge(original, accepted(town), town.chen)
    with pytest.raises(OriginalUnfit):
        merge(case, original, town.chen)


def test_an_original_elsewhere_is_not_there(town):
    case = opened(town)
    original = opened(town)
    original.number = "261120-999999"
    with pytest.raises(CaseNotFound):
        merge(case, original, town.chen)


def test_residents_do_not_merge(town):
    with pytest.raises(Forbidden):
        merge(opened(town), opened(town), town.sun_herself)
