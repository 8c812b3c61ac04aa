"""Finding a person as somebody types (T1): generated residents, real statement, real policies.

    python bench/finding_probe.py load 1000000     # owner: COPY, then VACUUM ANALYZE
    python bench/finding_probe.py run               # application's role, row-level security on

Reports p50 and p95 of each class of query and scope as a ratio to the p50 of ``select 1`` over the
same socket in the same run, interleaved operation by operation. That the hits are those of a scan
is held by src/doorstep/people/tests/finding.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorstep.project.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402

from doorstep.kernel.actor import Actor, Grant  # noqa: E402
from doorstep.people.rules.name import name_key, read_name  # noqa: E402
from doorstep.people.selectors.finding.find import find_rows  # noqa: E402
from doorstep.platform.db import embedded  # noqa: E402
from doorstep.platform.scope import scoped  # noqa: E402
from doorstep.platform.sealed import blind, tail  # noqa: E402
from doorstep.platform.sealed.boxes import seal  # noqa: E402

DISTRICT = "310115"
HOME = "310115005005"
SURNAMES = [
    *list(
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁"
        "任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴"
        "莫孔向汤单解仇查"
    ),
    "欧阳",
    "上官",
    "司马",
]
GIVEN = list(
    "文宇明华英桂花兰芳秀玉梅建国军伟强勇敏静丽娟艳霞红平刚辉玲燕莉杰涛磊洋波斌鹏飞龙凤珍琴云莲荣爱香月"
    "莺媛瑞凡佳嘉琼勤珠翠雅芝萍彩春菊雪琳晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露瑶怡婵雁蓓仪荷丹蓉眉君琪毓昌"
    "盛天志海山仁俊东林思成长乐"
)


def _people(count: int, rng: random.Random, communities: list[str]):  # type: ignore[no-untyped-def]
    """Yield rows in the order of places: skewed surnames, two in three given names double."""
    weights = [1 / (n + 3) for n in range(len(SURNAMES))]
    readings: dict[str, tuple[str, str, str]] = {}
    per_community = count // len(communities)
    for community in communities:
        for number in range(per_community):
            name = rng.choices(SURNAMES, weights)[0] + rng.choice(GIVEN)
            if rng.random() < 0.7:
                name += rng.choice(GIVEN)
            if name not in readings:
                reading = read_name(name)
                readings[name] = (name_key(name), reading.full, reading.initials)
            dwelling = number // 3
            building = f"{dwelling // 600 + 1:03d}{dwelling // 30 % 20 + 1:03d}"
            place = f"{community}{building}{dwelling % 30 + 1:04d}"
            yield place, name, *readings[name]


def _communities(count: int) -> list[str]:
    """Return made codes: 42 subdistricts with 32 communities each, fewer for few people."""
    each = max(1, min(32, count // 4000 // 42))
    codes = [f"{DISTRICT}{s:03d}{c:03d}" for s in range(5, 47) for c in range(1, each + 1)]
    return sorted({*codes, HOME})


def load(count: int) -> None:
    rng = random.Random(5)
    communities = _communities(count)
    sealed_phone = seal("13812341234", "people_resident.phone")
    sealed_id = seal("310115194803121229", "people_resident.id_number")
    tails = [(tail("phone", f"{n:04d}"), tail("id_number", f"{n:04d}")) for n in range(10_000)]
    connection = connections["owner"]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_resident")
        raw = cursor.cursor
        statement = (
            "COPY people_resident (place, name, name_key, name_pinyin, name_initials, gender, "
            "birth_year, relation_to_head, residence, status, registered_on, updated_at, version, "
            "phone, phone_whole, phone_tail, id_number, id_whole, id_tail, moved_to, language, "
            "needs_note) FROM STDIN"
        )
        with raw.copy(statement) as copy:
            for n, (place, name, key, pinyin, initials) in enumerate(
                _people(count, rng, communities)
            ):
                t = rng.choice(tails)
                copy.write_row(
                    (
                        place,
                        name,
                        key,
                        pinyin,
                        initials,
                        rng.choice("mf"),
                        rng.randint(1930, 2020),
                        "other",
                        "registered",
                        "living_here",
                        date(2026, 1, 1),
                        "2026-01-01 00:00:00+08",
                        1,
                        sealed_phone,
                        blind("phone", str(n)),
                        t[0],
                        sealed_id,
                        blind("id_number", str(n)),
                        t[1],
                        "",
                        "",
                        "",
                    )
                )
        cursor.execute("VACUUM ANALYZE people_resident")


CLASSES = {
    "han1": ["王", "孙", "单", "欧"],
    "han2": ["王伟", "孙桂", "李文", "解"],
    "han3": ["孙桂花", "张建国", "欧阳文", "赵爱香"],
    "pinyin": ["wang", "sungui", "zhangj", "lihua"],
    "initials": ["sgh", "wxm", "zjg", "l"],
    "half": ["sungh", "wangxm", "zhangjg", "孙gh"],
    "tail": ["1234", "0007", "9981", "4321"],
    "whole": ["13800000001", "310115194803121229", "13812341234", "31011519480312122X"],
}
SCOPES = {"community": HOME, "subdistrict": HOME[:9], "district": DISTRICT, "city": "31"}


def run(rounds: int = 40) -> dict[str, dict[str, float]]:
    times: dict[str, list[float]] = {}
    for scope, place in SCOPES.items():
        actor = Actor("staff", "probe", 1, (Grant("worker", place, frozenset()),))
        with scoped(actor.scope()), connections["default"].cursor() as cursor:
            for queries in CLASSES.values():
                for query in queries:
                    find_rows(actor, query)  # plans are made once a session
            for _ in range(rounds):
                _round(times, scope, actor, cursor)
    return _report(times)


def _round(times: dict[str, list[float]], scope: str, actor: Actor, cursor: Any) -> None:
    for name, queries in CLASSES.items():
        for query in queries:
            _timed(times, f"{scope}/{name}", partial(find_rows, actor, query))
            _timed(times, "select 1", partial(_nothing, cursor))


def _nothing(cursor: Any) -> None:
    cursor.execute("select 1")
    cursor.fetchall()


def _timed(times: dict[str, list[float]], key: str, act: Callable[[], object]) -> None:
    started = time.perf_counter()
    act()
    times.setdefault(key, []).append(time.perf_counter() - started)


def _report(times: dict[str, list[float]]) -> dict[str, dict[str, float]]:
    floor = statistics.median(times.pop("select 1"))
    print(f"select 1: p50 {floor * 1e3:.3f} ms   load {os.getloadavg()[0]:.2f}")
    every = [t for values in times.values() for t in values]
    times["all"] = every
    found = {}
    for key, values in times.items():
        values.sort()
        p50, p95 = values[len(values) // 2], values[int(len(values) * 0.95)]
        found[key] = {"p50": p50 / floor, "p95": p95 / floor}
        said = f"p50 {p50 * 1e3:7.3f} ms {p50 / floor:6.1f} x   p95 {p95 / floor:6.1f} x"
        print(f"{key:24} {said}")
    return found


if __name__ == "__main__":
    embedded.ensure_server(embedded.data_dir_of(Path(settings.VAR_DIR).resolve()))
    if sys.argv[1:2] == ["load"]:
        load(int(sys.argv[2]))
    else:
        print(json.dumps(run()["all"]))
