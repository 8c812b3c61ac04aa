from __future__ import annotations

import pytest

from doorstep.kernel.actor import Actor, Grant
from doorstep.kernel.errors import Forbidden
from doorstep.kernel.scope import Scope

SHIXIN, LINFEN = "310115005005", "310106021004"
SEE, CLOSE = "casework.case.see", "casework.case.close"
CHEN_MIN = Actor(
    kind="staff",
    name="陈敏",
    account_id=1,
    grants=(
        Grant("worker", SHIXIN, frozenset({SEE, CLOSE})),
        Grant("auditor", LINFEN, frozenset({SEE})),
    ),
)
SUN_GUIHUA = Actor(kind="resident", name="孙桂花", account_id=2, persons=(78,))


def test_a_permission_holds_at_its_place_and_below() -> None:
    assert CHEN_MIN.can(CLOSE, SHIXIN)
    assert CHEN_MIN.can(CLOSE, SHIXIN + "001")
    assert not CHEN_MIN.can(CLOSE, SHIXIN[:9]), "not above"
    assert not CHEN_MIN.can(CLOSE, LINFEN), "another grant's place lends nothing"
    assert CHEN_MIN.can(CLOSE), "somewhere"


def test_what_may_not_be_done_is_forbidden_by_name() -> None:
    CHEN_MIN.require(SEE, LINFEN)
    with pytest.raises(Forbidden) as refused:
        CHEN_MIN.require(CLOSE, LINFEN)
    assert refused.value.data == {"permission": CLOSE}


def test_the_scope_follows_the_kind() -> None:
    assert CHEN_MIN.scope() == Scope.over([SHIXIN, LINFEN])
    assert SUN_GUIHUA.scope() == Scope.of_persons([78])
    assert Actor.system("fire_clocks").scope() == Scope.everywhere("fire_clocks")
    assert Actor.nobody().scope() == Scope.nowhere()


def test_who_is_who() -> None:
    assert CHEN_MIN.is_staff and not CHEN_MIN.is_resident
    assert SUN_GUIHUA.is_resident and SUN_GUIHUA.is_signed_in
    assert not Actor.nobody().is_signed_in
    assert CHEN_MIN.places == (LINFEN, SHIXIN)


def test_the_system_may_and_nobody_may_not() -> None:
    assert Actor.system("fire_clocks").can(CLOSE, SHIXIN)
    assert not Actor.nobody().can(SEE)


def test_the_address_does_not_make_another_actor() -> None:
    assert Actor("staff", "陈敏", address="10.0.0.1") == Actor("staff", "陈敏", address="10.0.0.2")
