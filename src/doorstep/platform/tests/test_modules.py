"""The registry refuses what can't be meant; a module is on where it was turned on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ImproperlyConfigured

from doorstep.kernel.actor import Actor, Grant
from doorstep.kernel.errors import Forbidden
from doorstep.platform.modules import CaseKind, Manifest, Registry, switching
from doorstep.platform.permissions import MODULES_SWITCH, Permission

AT = datetime(2026, 11, 20, tzinfo=UTC)
LEAK = CaseKind(code="leak", title={"zh": "漏水", "en": "Leak"}, category="life")


@pytest.mark.parametrize(
    "second",
    [
        Manifest(code="a", title="A"),
        Manifest(code="b", title="B", case_kinds=(LEAK,)),
        Manifest(code="b", title="B", permissions=(Permission("a.x.see", "x"),)),
        Manifest(code="b", title="B", role_grants={"worker": ("nobody.declared.this",)}),
        Manifest(code="b", title="B", role_grants={"king": ()}),
    ],
    ids=["code twice", "kind twice", "permission twice", "unknown permission", "unknown role"],
)
def test_a_manifest_that_cannot_be_meant_is_refused(second):
    first = Manifest(
        code="a", title="A", case_kinds=(LEAK,), permissions=(Permission("a.x.see", "x"),)
    )
    with pytest.raises(ImproperlyConfigured):
        Registry([first, second])


@pytest.fixture
def pilot(monkeypatch):
    chosen = Registry([Manifest(code="lift", title="Lift", switchable=True), Manifest("core", "C")])
    monkeypatch.setattr(switching, "registry", lambda: chosen)


def admin(place: str) -> Actor:
    grant = Grant("system_admin", place, frozenset({MODULES_SWITCH}))
    return Actor(kind="staff", name="管理员", account_id=1, grants=(grant,))


def switch(place: str, on: bool) -> None:
    switching.switch_module(module="lift", place=place, on=on, by=admin("310115"), at=AT)


def test_a_subdistrict_pilots_and_the_district_promotes(db, pilot):
    assert switching.is_on("core", "310115005005")
    assert not switching.is_on("lift", "310115005005")
    switch("310115005", True)
    assert switching.is_on("lift", "310115005005")
    assert not switching.is_on("lift", "310115007001")
    switch("310115", True)
    switch("310115005", False)
    assert switching.is_on("lift", "310115007001")
    assert not switching.is_on("lift", "310115005005")


def test_only_at_ones_own_place_and_only_what_exists(db, pilot):
    with pytest.raises(Forbidden):
        switching.switch_module(module="lift", place="330106", on=True, by=admin("310115"), at=AT)
    with pytest.raises(switching.ModuleUnknown):
        switching.switch_module(module="core", place="310115", on=True, by=admin("310115"), at=AT)
