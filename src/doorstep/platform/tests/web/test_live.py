"""A note of what happened goes to whom it concerns."""

from __future__ import annotations

import pytest

from doorstep.platform.tests.stage import CHEN, LU, NOBODY, PLACE, SUN
from doorstep.platform.web.live import concerns

ELSEWHERE = "310106021004"


@pytest.mark.parametrize(
    ("actor", "place", "persons", "heard"),
    [
        (CHEN, PLACE + "001", [], True),
        (CHEN, ELSEWHERE, [], False),
        (LU, PLACE, [1], False),
        (SUN, PLACE, [], False),
        (SUN, PLACE, [1], True),
        (SUN, PLACE, [2], False),
        (NOBODY, PLACE, [], False),
    ],
)
def test_a_note_reaches_whom_it_concerns(actor, place, persons, heard):
    note = {"fact": "stage.Told", "place": place, "subject": "case:1", "persons": persons}
    assert concerns(actor, note) is heard
