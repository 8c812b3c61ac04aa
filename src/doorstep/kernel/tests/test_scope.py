from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from doorstep.kernel.scope import Scope

SHIXIN, LINFEN, PUDONG = "310115005005", "310106021004", "310115"
place_codes = st.sampled_from(
    ["31", "3101", PUDONG, "310115005", SHIXIN, "310106", "310106021", LINFEN, "330106"]
)


def test_a_place_inside_another_is_dropped() -> None:
    assert Scope.over([SHIXIN, LINFEN, PUDONG, PUDONG]).prefixes == (LINFEN, PUDONG)


def test_two_places_do_not_open_what_lies_between() -> None:
    scope = Scope.over([SHIXIN, LINFEN])
    assert scope.covers(SHIXIN + "001")
    assert not scope.covers("310106022001")
    assert scope.lo <= "310106022001" < scope.hi, "inside the hull and still not visible"


def test_nowhere_sees_nothing() -> None:
    scope = Scope.nowhere()
    assert not scope.covers(SHIXIN)
    assert (scope.lo, scope.hi) == ("", "")


def test_everywhere_says_why() -> None:
    scope = Scope.everywhere("fire clocks")
    assert scope.covers(SHIXIN)
    assert scope.why == "fire clocks"


def test_a_resident_sees_persons_and_no_place() -> None:
    scope = Scope.of_persons([7, 3, 7])
    assert scope.persons == (3, 7)
    assert scope.resident
    assert not scope.covers(SHIXIN)


def test_narrowing_never_widens() -> None:
    community = Scope.over([SHIXIN])
    assert community.narrowed_to(PUDONG) == community
    assert community.narrowed_to(SHIXIN + "001").prefixes == (SHIXIN + "001",)
    assert community.narrowed_to(LINFEN) == Scope.nowhere()


@given(st.lists(place_codes), place_codes)
def test_covering_is_being_under_one_of_the_places(places: list[str], place: str) -> None:
    scope = Scope.over(places)
    assert scope.covers(place) == any(place.startswith(p) for p in places)
    if scope.covers(place):
        assert scope.lo <= place < scope.hi


@given(st.lists(place_codes), place_codes, place_codes)
def test_what_a_narrowed_scope_covers_both_cover(places: list[str], to: str, place: str) -> None:
    scope = Scope.over(places)
    both = scope.covers(place) and place.startswith(to)
    assert scope.narrowed_to(to).covers(place) == both
