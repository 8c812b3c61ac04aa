"""Stations with their hours, blocks, colleagues with their grants, and who is on duty when."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from random import Random
from typing import Final

from doorstep.demo.base import SETTLED
from doorstep.demo.heroes import SUN_PHONE
from doorstep.demo.names import given_name, surname
from doorstep.demo.towns import Town
from doorstep.kernel.actor import Actor
from doorstep.people.public import (
    Account,
    create_account,
    enrol_account_totp,
    enrol_resident_account,
    give_grant,
    name_block_lead,
    plan_duty,
    verify_account_phone,
)
from doorstep.places.public import (
    Building,
    Span,
    create_block,
    open_station,
    set_station_hours,
)

PASSWORD: Final = "doorstep-demo-2026"
BY: Final = Actor.system("demo town")
_WEEK: Final = [
    *(Span(day, time(8, 30), time(20), holidays=False) for day in range(1, 6)),
    *(Span(day, time(9), time(17), holidays=True) for day in (6, 7)),
]


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account that the demo prints. ``level``: digits of its place in the main line."""

    login: str
    name: str
    role: str
    level: int
    also: str = ""

    def place(self, town: Town) -> str:
        return town.main[: self.level]


DEMO_ACCOUNTS: Final = (
    DemoAccount("chenmin", "陈敏", "worker", 12),
    DemoAccount("zhaolei", "赵磊", "block_lead", 12),
    DemoAccount("zhouwei", "周伟", "secretary", 12),
    DemoAccount("liqiang", "李强", "officer", 12),
    DemoAccount("wufang", "吴芳", "subdistrict", 9),
    DemoAccount("qianjun", "钱军", "department", 6),
    DemoAccount("sunli", "孙丽", "district", 6),
    DemoAccount("hebin", "何斌", "system_admin", 6),
    DemoAccount("malan", "马岚", "security_admin", 6),
    DemoAccount("gaojie", "高洁", "auditor", 6),
)


def totp_secret(login: str) -> str:
    """Return the secret of a demo account: the same every time, so that it can be printed."""
    return base64.b32encode(hashlib.sha256(f"demo:{login}".encode()).digest()[:20]).decode()


def make_accounts(town: Town, *, at: datetime, neighbour: str = "") -> dict[str, Account]:
    """Make the accounts that the demo prints. ``neighbour``: a second community for the block lead,
    who so shows what somebody with grants in two places sees."""
    made = {}
    for demo in DEMO_ACCOUNTS:
        account = _staff(demo.login, demo.name, demo.role, demo.place(town), at=at)
        enrol_account_totp(account=account, secret=totp_secret(demo.login), by=BY, at=at)
        made[demo.login] = account
    if neighbour:
        give_grant(
            account=made["zhaolei"], role="worker", place=neighbour, reason="两居轮岗", by=BY, at=at
        )  # fmt: skip
    resident = enrol_resident_account(phone=SUN_PHONE, at=at)
    made["resident"] = verify_account_phone(account=resident, phone=SUN_PHONE, at=at)
    return made


def _staff(login: str, name: str, role: str, place: str, *, at: datetime) -> Account:
    account = create_account(login=login, name=name, password=PASSWORD, by=BY, at=at)
    give_grant(account=account, role=role, place=place, reason="示范城镇", by=BY, at=at)
    return account


def make_centre(town: Town, name: str, *, at: datetime) -> None:
    """Open the subdistrict's centre."""
    centre = open_station(
        place=town.subdistrict,
        name=f"{name}社区党群服务中心",
        kind="centre",
        phone="021-12345",
        step_free=True,
        about="办事、咨询、学习、休息，一站解决。",
        by=BY,
        at=at,
    )
    set_station_hours(code=centre.code, spans=_WEEK, by=BY, at=at)


def staff_community(
    town: Town, community: str, name: str, named: dict[str, Account], *, seed: int, at: datetime
) -> list[Account]:
    """Open the station of a community, cut it into blocks, and put colleagues on duty; return the
    workers who take cases there."""
    rng = Random(f"staff:{seed}:{community}")
    stem = name.removesuffix("居委会").removesuffix("村委会")
    station = open_station(
        place=community,
        name=f"{stem}家门口服务站",
        address=f"{stem}{rng.randrange(2, 30)}号底楼",
        phone=f"021-5{rng.randrange(10**7):07d}",
        step_free=rng.random() < 0.6,
        about="全岗通接待：不用问归谁管，进门就有人接。",
        by=BY,
        at=at,
    )
    set_station_hours(code=station.code, spans=_WEEK, by=BY, at=at)
    workers = list(_workers(town, community, named, rng, at=at))
    _roster(station, workers, at=at)
    _blocks(community, workers, named if community == town.main else {}, at=at)
    return workers


def _workers(
    town: Town, community: str, named: dict[str, Account], rng: Random, *, at: datetime
) -> Iterator[Account]:
    if community == town.main:
        yield named["chenmin"]
    for number in (1, 2):
        name = surname(rng) + given_name(rng, rng.choice("fm"), 1990)
        yield _staff(f"w{community[-6:]}{number}", name, "worker", community, at=at)
    if community != town.main:
        name = surname(rng) + given_name(rng, "f", 1975)
        _staff(f"s{community[-6:]}", name, "secretary", community, at=at)
        name = surname(rng) + given_name(rng, "m", 1985)
        _staff(f"o{community[-6:]}", name, "officer", community, at=at)


def _roster(station: object, workers: list[Account], *, at: datetime) -> None:
    shifts = ((time(8, 30), time(14)), (time(14), time(20)))
    for day in range(1, 8):
        for turn, (starts, ends) in enumerate(shifts):
            plan_duty(
                station=station,
                account=workers[(day + turn) % len(workers)],
                weekday=day,
                starts=starts,
                ends=ends,
                since=SETTLED,
                by=BY,
                at=at,
            )


def _blocks(
    community: str, workers: list[Account], named: dict[str, Account], *, at: datetime
) -> None:
    codes = list(
        Building.objects.filter(estate__community_id=community).values_list("code", flat=True)
    )
    size = max(1, -(-len(codes) // 4))
    leads = [named["zhaolei"], *workers] if "zhaolei" in named else workers
    for number in range(0, len(codes), size):
        order = number // size
        block = create_block(
            community=community,
            name=f"第{'一二三四五'[order]}块区",
            buildings=codes[number : number + size],
            by=BY,
            at=at,
        )
        name_block_lead(block=block, account=leads[order % len(leads)], since=SETTLED, by=BY, at=at)
