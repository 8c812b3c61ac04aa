"""The town of the browser tests: cases in every state, a family, a list of divisions to load."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from doorstep.casework.models import Case
from doorstep.casework.tests import factories as casework
from doorstep.kernel.actor import Actor
from doorstep.people.accounts.phones import mobile
from doorstep.people.models import Account, Resident
from doorstep.people.operations.enrol_account_totp import enrol_account_totp
from doorstep.people.tests import factories as people
from doorstep.places.public import create_block
from doorstep.places.tests.factories import make_station
from doorstep.platform.sealed import blind
from tests.browser import hands

PHONE_OF_SUN = "13812341234"


@dataclass(frozen=True)
class SmallTown:
    """Who is who, and one case for each state that matters. ``cases`` are by their story."""

    people: casework.Town
    roles: dict[str, Actor]
    cases: dict[str, Case]
    daughter: Resident
    station: str
    block: str

    @property
    def chen(self) -> Actor:
        return self.people.chen

    @property
    def sun(self) -> Actor:
        return self.people.sun_herself


def _roles(town: casework.Town) -> dict[str, Actor]:
    shixin, above, district = casework.SHIXIN, casework.SUBDISTRICT, casework.DISTRICT
    return {
        "worker": town.chen,
        "secretary": town.zhou,
        "officer": town.wang,
        "subdistrict": town.centre,
        "district": town.district,
        "block_lead": people.staff("zhaolei", "赵磊", ("block_lead", shixin)),
        "department": people.staff("qianjun", "钱军", ("department", district)),
        "system_admin": people.staff("hebin", "何斌", ("system_admin", above)),
        "security_admin": people.staff("malan", "马岚", ("security_admin", above)),
        "auditor": people.staff("gaojie", "高洁", ("auditor", above)),
        "resident": town.sun_herself,
    }


def _cases(town: casework.Town) -> dict[str, Case]:
    now = timezone.now()
    ago = {"at": now - timedelta(hours=3)}
    long_ago = {"at": now - timedelta(days=20)}
    her_words = {"by": town.sun_herself, "kind": "leak", "words": "厨房水管漏水，地上都是水"}
    return {
        "new": casework.opened(town, **her_words, **ago),
        "late": casework.opened(town, kind="neighbour-noise", words="楼上半夜拖椅子", **long_ago),
        "accepted": casework.accepted(town, kind="leak", **ago),
        "resolved": casework.resolved(town, kind="home-repair", **long_ago),
        "closed": casework.closed(town, kind="leak", words="天井漏水", **long_ago),
    }


def build() -> SmallTown:
    """Make the town. The transaction of each maker is committed."""
    town = casework.town()
    daughter = people.resident("孙丽华", people.dwelling(room="501").pk, phone="13912345678")
    people.resident("欧阳阿依古丽·买买提", people.dwelling(room="501").pk)
    people.own_account(daughter)
    _with_factor(town.chen)
    _with_phone(town.sun_herself)
    station, block = _station(), _block()
    return SmallTown(town, _roles(town), _cases(town), daughter, station, block)


@people.everywhere
def _with_factor(actor: Actor) -> None:
    account = Account.objects.get(pk=actor.account_id)
    account.set_password(hands.PASSWORD)
    account.save(update_fields=["password"])
    enrol_account_totp(account=account, secret=hands.SECRET, by=people.SYSTEM, at=timezone.now())


@people.everywhere
def _with_phone(actor: Actor) -> None:
    stored = mobile(PHONE_OF_SUN)
    Account.objects.filter(pk=actor.account_id).update(
        phone=stored, phone_blind=blind("phone", stored), phone_verified_at=timezone.now()
    )


@people.everywhere
def _station() -> str:
    return make_station(casework.SHIXIN).code


@people.everywhere
def _block() -> str:
    made = create_block(
        community=casework.SHIXIN, name="第一块区", by=people.SYSTEM, at=timezone.now()
    )
    return made.code
