"""Finding gives what a scan of everything gives, in the scope of who asks."""

from __future__ import annotations

import random

import pytest

from doorstep.people.models import Resident
from doorstep.people.operations.note_relation import note_phone
from doorstep.people.rules.keystrokes import half_typed, plain_letters, surname_and_initials
from doorstep.people.rules.name import name_key
from doorstep.people.selectors.finding.bands import Band, bands_of
from doorstep.people.selectors.finding.find import find_people, find_rows
from doorstep.people.tests.factories import (
    AT,
    LINFEN,
    SHIXIN,
    acting,
    chen_min,
    dwelling,
    lu_jia,
    own_account,
    resident,
    staff,
    sun_guihua,
)

pytestmark = pytest.mark.django_db
NAMES = (
    "孙桂花 孙桂芳 孙国华 孙 王伟 王伟东 王芳 汪伟 李建国 黎建国 单田芳 "
    "曾国藩 解晓东 欧阳娜娜 欧阳修 吕布 "
    "张国华 章国华 赵一 买买提·阿不都拉 买买江 安安 何娥 何恩 温恩 石灰"
).split()
QUERIES = (
    "孙 孙桂 孙桂花 王伟 欧 欧阳 买买提阿 单 s sgh sg wang wangw w lv lvb lu li sungh sungui "
    "zhanggh zgh "
    "shan zeng xie he an mmt 孙gh 王w 鲁 赵 zhao xyz 钱 wen n a"
).split()


def naive(people: list[Resident], q: str) -> set[int]:
    """Scan: the name, its reading, its initials, or surname and initials begin so."""
    key, latin = name_key(q), plain_letters(q) if q.isascii() else ""
    found = {p.pk for p in people if not latin and p.name_key.startswith(key)}
    if latin:
        found |= {
            p.pk
            for p in people
            if p.name_pinyin.startswith(latin) or p.name_initials.startswith(latin)
        }
        split = surname_and_initials(latin)
        if split:
            found |= _half(people, split[0], split[0][0] + split[1], "")
    elif not found and any(ch.isascii() for ch in key):
        han = "".join(ch for ch in key if not ch.isascii())
        found |= _half(people, *half_typed(han, key[len(han) :]), han)
    return found


def _half(people: list[Resident], pinyin: str, initials: str, name: str) -> set[int]:
    return {
        p.pk
        for p in people
        if p.name_pinyin.startswith(pinyin)
        and p.name_initials.startswith(initials)
        and p.name_key.startswith(name)
    }


@pytest.fixture
def town(db) -> list[Resident]:
    """A hundred and twenty people in three communities of two districts."""
    rng = random.Random(7)
    homes = [dwelling(c) for c in (SHIXIN, "310115005006", LINFEN)]
    return [resident(rng.choice(NAMES), rng.choice(homes).pk) for _n in range(120)]


@pytest.mark.parametrize(
    "places",
    [(SHIXIN,), ("310115005",), ("310115",), ("31",), (SHIXIN, LINFEN), (SHIXIN, "310106")],
)
def test_it_finds_what_a_scan_finds(town, places):
    actor = staff("finder", "找人", *[("worker", place) for place in places])
    seen = [p for p in town if p.place.startswith(places)]
    with acting(actor):
        for q in QUERIES:
            found = {person.id for person in find_people(actor, q, 100)}
            wanted = naive(seen, q)
            assert len(wanted) <= 100 and found == wanted, q


def test_a_small_limit_gives_true_hits_only(town):
    with acting(chen_min()) as chen:
        seen = [p for p in town if p.place.startswith(SHIXIN)]
        for q in QUERIES:
            found = [person.id for person in find_people(chen, q, 3)]
            assert len(found) == min(3, len(naive(seen, q))) and set(found) <= naive(seen, q)


def test_the_exact_name_and_the_own_community_come_first(town):
    here = resident("王伟", dwelling().pk)
    actor = staff("both", "两头", ("worker", SHIXIN), ("district", "310115"))
    with acting(actor):
        rows = find_rows(actor, "王伟", 100)
    assert rows[0][3] == "王伟" and rows[0][11] is True
    names = [(row[3] != "王伟", not row[11]) for row in rows]
    assert names == sorted(names) and here.pk in {row[0] for row in rows}


def test_tails_and_whole_numbers():
    sun = sun_guihua()
    with acting(chen_min()) as chen:
        note_phone(resident_id=sun.pk, label="home", phone="58889999", by=chen, at=AT)
        for q, why in (
            ("1234", "phone_tail"), ("122X", "id_tail"), ("122x", "id_tail"),
            ("13812341234", "phone"), ("138 1234 1234", "phone"), ("9999", "phone_tail"),
            ("58889999", "phone"), ("31011519480312122X", "id_number"),
        ):  # fmt: skip
            assert [(p.id, p.why) for p in find_people(chen, q)] == [(sun.pk, why)], q
        assert find_people(chen, "0000") == []


def test_addresses_alone_and_with_a_name():
    sun = sun_guihua()
    other = resident("王芳", dwelling(room="501").pk)
    with acting(chen_min()) as chen:
        for q in (
            "375弄3号502",
            "三七五弄3号502室",
            "3-502",
            "sun 3号 502",
            "375弄3号 孙",
            "sgh 3号",
            "孙桂花375弄3号",
        ):
            assert [p.id for p in find_people(chen, q)] == [sun.pk], q
        assert {p.id for p in find_people(chen, "375弄3号")} == {sun.pk, other.pk}
        assert find_people(chen, "375弄3号502")[0].address == "375弄3号502"


def test_names_are_masked_for_those_who_may_not_read_them():
    sun = sun_guihua()
    district = staff("qu", "区里", ("district", "310115"))
    with acting(district):
        assert [p.name for p in find_people(district, "孙桂花")] == ["孙*花"]
    with acting(chen_min()) as chen:
        (hit,) = find_people(chen, "孙桂花")
    assert (hit.id, hit.name, hit.age, hit.near) == (sun.pk, "孙桂花", 78, True)


def test_namesakes_are_said_to_be():
    resident("孙桂花", dwelling(room="501").pk)
    sun_guihua()
    with acting(chen_min()) as chen:
        assert [p.namesake for p in find_people(chen, "sgh")] == [True, True]


def test_others_see_nobody():
    sun = sun_guihua()
    with acting(lu_jia()) as lu:
        for q in ("孙", "sgh", "1234", "13812341234", "375弄3号502", "31011519480312122X"):
            assert find_people(lu, q) == []
    with acting(own_account(sun)) as herself:
        assert find_people(herself, "孙") == []


@pytest.mark.parametrize(
    "q",
    [
        "",
        " ",
        "'; drop table people_resident --",
        "%",
        "_",
        "\\",
        "\x00",
        "a" * 10_000,
        "孙" * 200,
        "{",
        "\U0010ffff",
        "1" * 40,
    ],
)
def test_anything_may_be_typed(q):
    sun_guihua()
    with acting(chen_min()) as chen:
        assert find_people(chen, q) == []


def test_bands_cut_the_scope():
    chen = chen_min()
    assert bands_of(chen.scope(), SHIXIN) == [Band(SHIXIN, near=True)]
    wide = staff("wide", "宽", ("district", "310115")).scope()
    assert bands_of(wide) == [Band("310115")]
    assert bands_of(wide, SHIXIN) == [Band(SHIXIN, near=True), Band("310115", but=SHIXIN)]
    assert bands_of(wide, LINFEN) == [Band("310115")]
