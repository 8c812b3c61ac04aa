"""The named people that tests tell stories about, and the homes they live in.

Everything is made in the scope of the system; a test then acts in the scope of whom it is about:

    home, sun = shixin(), sun_guihua()
    with acting(chen_min()) as chen:
        register_resident(place=home.pk, …, by=chen, at=AT)
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from doorstep.kernel.actor import Actor
from doorstep.kernel.places import line_of
from doorstep.kernel.scope import Scope
from doorstep.people.models import Account, Grant, Resident
from doorstep.people.operations.register_resident import register_resident
from doorstep.people.selectors.accounts import actor_of
from doorstep.places.public import Building, Division, Dwelling, Estate, create_building
from doorstep.places.public import create_estate as new_estate
from doorstep.platform.scope import scoped

AT = datetime(2026, 11, 20, 2, tzinfo=UTC)  # a Friday, ten in the morning in Shanghai
SHIXIN, LINFEN = "310115005005", "310106021004"
SYSTEM = Actor.system("tests")
NAMES = {
    "31": "上海市", "3101": "市辖区", "310115": "浦东新区", "310115005": "陆家嘴街道",
    SHIXIN: "市新居委会", "310106": "静安区", "310106021": "临汾路街道",
    LINFEN: "临汾路三七五弄居委会",
}  # fmt: skip
KINDS = {9: "subdistrict", 12: "residential"}


def everywhere(make):  # type: ignore[no-untyped-def]
    """Run a maker in the scope of the system."""

    @wraps(make)
    def made(*args: Any, **kwargs: Any) -> Any:
        with scoped(Scope.everywhere("tests")):
            return make(*args, **kwargs)

    return made


@contextmanager
def acting(actor: Actor) -> Iterator[Actor]:
    """Act as ``actor``, seeing what they may see."""
    with scoped(actor.scope()):
        yield actor


@everywhere
def divisions(community: str) -> Division:
    """Return a community with the divisions above it."""
    for code in line_of(community):
        Division.objects.get_or_create(
            code=code,
            defaults={
                "parent_id": code[: {4: 2, 6: 4, 9: 6, 12: 9}.get(len(code), 0)] or None,
                "name": NAMES.get(code, f"第{code[-3:]}"),
                "kind": KINDS.get(len(code), ""),
                "list_version": "test",
            },
        )
    return Division.objects.get(pk=community)


@everywhere
def dwelling(
    community: str = SHIXIN, *, lane: str = "375", number: str = "3号", room: str = "502"
) -> Dwelling:
    """Return a dwelling; estate and building of six floors with two rooms each are made at need."""
    divisions(community)
    estate = Estate.objects.filter(community_id=community, lane=lane).first() or new_estate(
        community=community, name=f"{lane}弄小区", road="临汾路", lane=lane, by=SYSTEM, at=AT
    )
    building = Building.objects.filter(estate=estate, number=number).first() or create_building(
        estate=estate.pk, number=number, floors="123456", by=SYSTEM, at=AT
    )
    floor = room[:-2]
    position = int(room[-2:])
    return Dwelling.objects.get(building=building, floor=floor, position=position)


@everywhere
def resident(name: str = "李建国", place: str = "", **details: Any) -> Resident:
    """Return a resident, at 375弄3号502 unless told otherwise."""
    return register_resident(
        place=place or dwelling().pk,
        details={"name": name, **details},
        by=SYSTEM,
        at=AT,
        another_person=True,
    )


@everywhere
def sun_guihua() -> Resident:
    """Sun Guihua 孙桂花, 78, alone at 375弄3号502 in 市新."""
    return resident(
        "孙桂花",
        id_number="31011519480312122X",
        phone="13812341234",
        residence="registered",
        relation_to_head="head",
        needs_note="耳朵不太好，说慢一点",
    )


@everywhere
def staff(login: str, name: str, *grants: tuple[str, str]) -> Actor:
    """Return the actor of a member of staff with grants ``(role, place)``."""
    account, _new = Account.objects.get_or_create(
        login=login, defaults={"name": name, "kind": "staff"}
    )
    for role, place in grants:
        Grant.objects.get_or_create(
            account=account, role=role, place=place, defaults={"since": AT, "reason": "test"}
        )
    return actor_of(account, via="test", at=AT)


def chen_min() -> Actor:
    """Chen Min 陈敏, worker at 市新."""
    return staff("chenmin", "陈敏", ("worker", SHIXIN))


def zhou_wei() -> Actor:
    """Zhou Wei 周伟, secretary at 市新."""
    return staff("zhouwei", "周伟", ("secretary", SHIXIN))


def lu_jia() -> Actor:
    """Lu Jia 陆佳, worker elsewhere, at 临汾路三七五弄."""
    return staff("lujia", "陆佳", ("worker", LINFEN))


@everywhere
def own_account(person: Resident) -> Actor:
    """Return the actor of a resident's own account."""
    account, _new = Account.objects.get_or_create(
        login=f"r{person.pk}", defaults={"name": person.name, "kind": "resident"}
    )
    Account.objects.filter(pk=account.pk).update(resident=person)
    account.refresh_from_db()
    return actor_of(account, via="test", at=AT)
