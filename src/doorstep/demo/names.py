"""Names, as many generations bear them."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files
from random import Random
from typing import Final

_ELDER_WOMEN: Final = "桂花兰英秀珍玉凤妹娣宝珠月琴菊芬翠莲美华素云巧金银招弟惠根香淑贞"
_ELDER_MEN: Final = "国强建明德福根宝金生荣昌永祥志伟阿林炳兴家振海龙耀庭学文忠良鹤松"
_CHILDREN: Final = "子轩梓涵一诺宇辰欣怡沐浩然可馨俊熙语桐奕晨思远雨萱嘉佑"
_ETHNIC: Final = ("古丽娜扎尔·买买提明", "阿依古丽·吐尔逊", "才让卓玛·多吉次仁")


@lru_cache
def _column(file: str, limit: int) -> tuple[list[str], list[float]]:
    text = (files("doorstep.demo") / "data" / file).read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines()))[1 : limit + 1]
    return [row[0] for row in rows], [float(row[-1]) for row in rows]


@lru_cache
def _given() -> tuple[list[str], list[float]]:
    """Characters of given names, without those that are first of all surnames (王, 李 …)."""
    families = set(_column("surnames.csv", 60)[0])
    pairs = zip(*_column("given_characters.csv", 400), strict=True)
    kept = [(char, weight) for char, weight in pairs if char not in families]
    return [char for char, _ in kept], [weight for _, weight in kept]


def surname(rng: Random) -> str:
    """Draw a surname by its frequency; compound ones come up as often as they really do."""
    names, weights = _column("surnames.csv", 300)
    return rng.choices(names, weights)[0]


def given_name(rng: Random, gender: str, birth_year: int) -> str:
    """Draw a given name that fits the year of birth; one in five has one character."""
    count = 1 if rng.random() < 0.2 else 2
    if birth_year < 1962:
        pool = _ELDER_WOMEN if gender == "f" else _ELDER_MEN
        return "".join(rng.sample(pool, count))
    if birth_year > 2008:
        return "".join(rng.sample(_CHILDREN, count))
    chars, weights = _given()
    return "".join(rng.choices(chars, weights, k=count))


def ethnic_name(rng: Random) -> str:
    """Draw a long name with a middle dot, as a community has a few."""
    return rng.choice(_ETHNIC)
