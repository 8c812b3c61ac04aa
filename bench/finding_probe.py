"""Finding a person as somebody types (T1): generated residents, real statement, real policies.

    python bench/finding_probe.py load 1000000     # owner: COPY, then ANALYZE
    python bench/finding_probe.py run               # application's role, row-level security on

Reports p50 and p95 of each class of query and scope as a ratio to the p50 of ``select 1`` over the
same socket in the same run, interleaved operation by operation, and compares hits with a scan.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import time
from datetime import date
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorstep.project.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402

from doorstep.kernel.actor import Actor, Grant  # noqa: E402
from doorstep.people.rules.name import name_key, read_name  # noqa: E402
from doorstep.people.selectors.finding.find import find_people  # noqa: E402
from doorstep.platform.db import embedded  # noqa: E402
from doorstep.platform.scope import scoped  # noqa: E402
from doorstep.platform.sealed import blind, tail  # noqa: E402
from doorstep.platform.sealed.boxes import seal  # noqa: E402

DISTRICT = "310115"
HOME = "310115005005"
SURNAMES = (
    "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 高 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 彭 曾 肖 田 董 袁 潘 于 蒋 "
    "蔡 余 杜 叶 程 苏 魏 吕 丁 任 沈 姚 卢 姜 崔 钟 谭 陆 汪 范 金 石 廖 贾 夏 韦 付 方 白 邹 孟 熊 秦 邱 江 尹 薛 闫 段 "
    "雷 侯 龙 史 陶 黎 贺 顾 毛 郝 龚 邵 万 钱 严 覃 武 戴 莫 孔 向 汤 单 解 仇 查 欧阳 上官 司马"
).split()
GIVEN = (
    "文 宇 明 华 英 桂 花 兰 芳 秀 玉 梅 建 国 军 伟 强 勇 敏 静 丽 娟 艳 霞 红 平 刚 辉 玲 燕 莉 杰 涛 磊 洋 波 "
    "斌 鹏 飞 龙 凤 珍 琴 云 莲 荣 爱 香 月 莺 媛 瑞 凡 佳 嘉 琼 勤 珠 翠 雅 芝 萍 彩 春 菊 雪 琳 晶 妍 茜 秋 珊 莎 锦 "
    "黛 青 倩 婷 姣 婉 娴 瑾 颖 露 瑶 怡 婵 雁 蓓 仪 荷 丹 蓉 眉 君 琪 毓 昌 盛 天 志 海 山 仁 俊 东 林 思 成 长 乐"
).split()


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
            place = f"{community}{dwelling // 600 + 1:03d}{dwelling // 30 % 20 + 1:03d}{dwelling % 30 + 1:04d}"
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
        cursor.execute("ANALYZE people_resident")


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
            for _ in range(rounds):
                for name, queries in CLASSES.items():
                    for query in queries:
                        _timed(times, f"{scope}/{name}", lambda: find_people(actor, query))
                        _timed(
                            times,
                            "select 1",
                            lambda: (cursor.execute("select 1"), cursor.fetchall()),
                        )
    return _report(times)


def _timed(times: dict[str, list[float]], key: str, act) -> None:  # type: ignore[no-untyped-def]
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
        print(
            f"{key:24} p50 {p50 * 1e3:7.3f} ms {p50 / floor:6.1f} x   p95 {p95 * 1e3:7.3f} ms {p95 / floor:6.1f} x"
        )
    return found


if __name__ == "__main__":
    embedded.ensure_server(embedded.data_dir_of(Path(settings.VAR_DIR).resolve()))
    if sys.argv[1:2] == ["load"]:
        load(int(sys.argv[2]))
    else:
        print(json.dumps(run()["all"]))
