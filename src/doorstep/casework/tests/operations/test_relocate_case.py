"""Correcting the place."""

import pytest

from doorstep.casework.models import Clock
from doorstep.casework.operations._intake import PlaceInvalid
from doorstep.casework.operations.relocate_case import relocate_case
from doorstep.casework.selectors.cases import CaseNotFound, access_case
from doorstep.casework.tests.factories import LATER, accepted, acting, fresh, told
from doorstep.people.tests.factories import LINFEN, divisions, everywhere

NEXT_DOOR = "310115005006"


def relocate(case, by, place=NEXT_DOOR):
    with acting(by):
        return relocate_case(number=case.number, place=place, reason="在隔壁居委", by=by, at=LATER)


def test_it_moves_with_its_clocks_to_who_is_responsible_there(town):
    divisions(NEXT_DOOR)
    case = accepted(town)
    relocate(case, town.chen)
    told(case, "relocate", "accepted", "CaseDispatched")
    stored = fresh(case)
    assert (stored.place, stored.holder_place, stored.handler_id) == (NEXT_DOOR, NEXT_DOOR, None)
    places = everywhere(lambda: set(Clock.objects.filter(case=case).values_list("place")))()
    assert places == {(NEXT_DOOR,)}
    with pytest.raises(CaseNotFound), acting(town.chen):
        access_case(town.chen, case.number)


@pytest.mark.parametrize("place", [LINFEN, "310115", "nowhere"])
def test_within_the_district(town, place):
    with pytest.raises(PlaceInvalid):
        relocate(accepted(town), town.chen, place)
