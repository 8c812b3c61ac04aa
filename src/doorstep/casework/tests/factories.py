"""Cases that tests begin with. The people are those of ``people.tests.factories``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from doorstep.casework.models import Case, TimelineEntry
from doorstep.casework.operations.accept_case import accept_case
from doorstep.casework.operations.close_case import close_case
from doorstep.casework.operations.open_case import Asked, open_case
from doorstep.casework.operations.resolve_case import resolve_case
from doorstep.casework.operations.sync_case_kinds import sync_case_kinds
from doorstep.kernel.actor import Actor
from doorstep.kernel.scope import Scope
from doorstep.people.public import Resident
from doorstep.people.tests import factories as people
from doorstep.people.tests.factories import acting, everywhere
from doorstep.platform.models import StoredFact, TrailEntry
from doorstep.platform.modules import CaseKind, Clock, Manifest, registry
from doorstep.platform.scope import scoped

SHIXIN, SUBDISTRICT, DISTRICT = people.SHIXIN, people.SHIXIN[:9], people.SHIXIN[:6]
AT = datetime(2026, 11, 20, 8, tzinfo=UTC)  # Friday, 16:00 in Shanghai
LATER = AT + timedelta(hours=1)
SYSTEM = Actor.system("tests")

LEAK = CaseKind(
    code="t-leak",
    title={"zh": "漏水", "en": "Leak"},
    category="life",
    ladder=("community", "subdistrict", "district"),
    form={
        "type": "object",
        "additionalProperties": False,
        "properties": {"from": {"enum": ["roof", "pipe"]}, "running": {"type": "boolean"}},
    },
    route=(
        {
            "when": {"answers.running": True},
            "to": {"level": "community", "role": "worker"},
            "assist": [{"level": "joint_duty", "role": "officer"}],
            "urgent": True,
            "reply_clock": {"amount": 30, "unit": "minutes"},
            "because": {"zh": "水还在流", "en": "Water is running"},
        },
        {"to": {"level": "community", "role": "worker"}},
    ),
    replies={
        "open": {"zh": "{form_of_address}，{kind}记下了，{due}前回音。", "en": "Noted: {kind}."},
        "resolve": {"zh": "{kind}修好了。", "en": "{kind} is repaired."},
    },
)
ALARM = CaseKind(
    code="t-alarm",
    title={"zh": "断水预警", "en": "No water"},
    category="health",
    ladder=("community", "subdistrict"),
    resolve_clock=Clock(60, "minutes"),
    on_the_spot=False,
    rated=False,
    urgent=True,
)
SECRET = CaseKind(
    code="t-secret",
    title={"zh": "家暴", "en": "Violence"},
    category="legal",
    visibility="sensitive",
    route=({"to": {"level": "community", "role": "secretary"}},),
    needs_place=False,
)
TEST_KINDS = Manifest(code="casework-tests", title="Tests", case_kinds=(LEAK, ALARM, SECRET))


@dataclass(frozen=True)
class Town:
    """Who is who: worker, secretary and officer at 市新, the subdistrict's centre, the district,
    another community's worker, and Sun Guihua with her account."""

    chen: Actor
    zhou: Actor
    wang: Actor
    centre: Actor
    district: Actor
    lu: Actor
    sun: Resident
    sun_herself: Actor
    home: str


def town() -> Town:
    """Return the town, with the tests' kinds declared and synced."""
    if TEST_KINDS.code not in registry().manifests:
        registry().add(TEST_KINDS)
    with scoped(Scope.everywhere("tests")):
        sync_case_kinds()
    people.divisions(people.LINFEN)
    home = people.dwelling()
    sun = people.sun_guihua()
    return Town(
        chen=people.chen_min(),
        zhou=people.zhou_wei(),
        wang=people.staff("wanglei", "王磊", ("officer", SHIXIN)),
        centre=people.staff("centre", "城运中心", ("subdistrict", SUBDISTRICT)),
        district=people.staff("district", "区中心", ("district", DISTRICT)),
        lu=people.lu_jia(),
        sun=sun,
        sun_herself=people.own_account(sun),
        home=home.pk,
    )


def opened(town: Town, *, by: Actor | None = None, at: datetime = AT, **more: Any) -> Case:
    """Return a case of Sun Guihua's, dispatched to the workers of her community."""
    by = by or town.chen
    given = {
        "kind": "t-leak",
        "place": town.home,
        "words": "楼上漏水",
        "asked": Asked(resident=town.sun.pk),
    }
    with acting(by):
        return open_case(**(given | more), by=by, at=at)


def accepted(town: Town, *, by: Actor | None = None, at: datetime = AT, **more: Any) -> Case:
    """Return a case that Chen Min has accepted."""
    case = opened(town, at=at, **more)
    by = by or town.chen
    with acting(by):
        return accept_case(number=case.number, by=by, at=at)


def resolved(town: Town, *, at: datetime = LATER, **more: Any) -> Case:
    """Return a case that Chen Min has resolved."""
    case = accepted(town, **more)
    with acting(town.chen):
        return resolve_case(number=case.number, text="修好了", by=town.chen, at=at)


def closed(town: Town, *, at: datetime = LATER, **more: Any) -> Case:
    """Return a case that Chen Min has closed."""
    case = resolved(town, at=at, **more)
    with acting(town.chen):
        return close_case(number=case.number, by=town.chen, at=at)


@everywhere
def fresh(case: Case) -> Case:
    """Return the case as it is stored now."""
    return Case.objects.get(pk=case.pk)


@everywhere
def verbs(case: Case) -> list[str]:
    """Return the verbs of the timeline, without its second entries for staff."""
    entries = TimelineEntry.objects.filter(case=case)
    return [entry.verb for entry in entries if entry.to_state or entry.verb != "open"]


@everywhere
def last_entry(case: Case, audience: str = "resident") -> TimelineEntry:
    """Return the newest entry for an audience."""
    return TimelineEntry.objects.filter(case=case, audience=audience).latest("id")


@everywhere
def last_fact(case: Case) -> str:
    """Return the name of the newest fact about the case, without its app."""
    return StoredFact.objects.filter(subject=case.subject).latest("id").name.split(".")[1]


@everywhere
def last_trail(case: Case) -> str:
    """Return the newest action in the trail about the case."""
    return TrailEntry.objects.filter(subject=case.subject).latest("id").action


def told(case: Case, move: str, state: str, fact: str) -> None:
    """Assert what every move leaves behind: state, timeline, trail and fact."""
    stored = fresh(case)
    assert stored.state == state
    with scoped(Scope.everywhere("tests")):
        entry = TimelineEntry.objects.filter(case=case).exclude(to_state="").latest("id")
    assert (entry.verb, entry.to_state) == (move, state)
    assert last_trail(case) == f"case.{move}"
    assert last_fact(case) == fact
