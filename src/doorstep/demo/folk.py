"""Households and their people, drawn so that the town keeps its reported proportions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random

from doorstep.demo.names import ethnic_name, given_name, surname

THIS_YEAR = 2026


@dataclass(slots=True)
class Person:
    """A person as drawn; ``residence``: registered, living or living_apart."""

    name: str
    gender: str
    born: date
    relation: str
    residence: str
    id_number: str
    phone: str | None
    tags: list[str] = field(default_factory=list)
    needs_note: str = ""
    child_elsewhere: tuple[str, str, str] | None = None

    @property
    def age(self) -> int:
        return THIS_YEAR - self.born.year


# kind of household: weight among lived-in homes of owners
_HOUSEHOLDS = {
    "alone_elder": 0.09,
    "elder_couple": 0.24,
    "three_generations": 0.25,
    "parents_and_child": 0.25,
    "couple": 0.17,
}
_ELSEWHERE = ("杨浦", "宝山", "闵行", "虹口", "嘉定", "苏州", "加拿大")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def draw_household(rng: Random, let: bool) -> list[Person]:
    """Draw the people of one lived-in home; ``let`` homes have tenants."""
    if let:
        return list(_tenants(rng))
    kind = rng.choices(list(_HOUSEHOLDS), list(_HOUSEHOLDS.values()))[0]
    return list(_MAKERS[kind](rng))


def _born(rng: Random, oldest: int, youngest: int) -> date:
    year = THIS_YEAR - rng.randint(youngest, oldest)
    return date(year, rng.randint(1, 12), rng.randint(1, 28))


def _elder_born(rng: Random) -> date:
    age = min(101, 60 + int(rng.expovariate(1 / 11)))
    return date(THIS_YEAR - age, rng.randint(1, 9), rng.randint(1, 28))


def id_number(rng: Random, born: date, gender: str) -> str:
    """Make an 18-digit citizen number with its check digit (GB 11643-1999)."""
    region = rng.choice(("310101", "310104", "310105", "310106", "310107", "310109", "310110"))
    serial = rng.randrange(0, 500) * 2 + (1 if gender == "m" else 0)
    body = f"{region}{born:%Y%m%d}{serial:03d}"
    total = sum(int(d) * w for d, w in zip(body, _ID_WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def mobile(rng: Random) -> str:
    """Make a mobile number."""
    return f"1{rng.choice('3578')}{rng.randrange(10**9):09d}"


def person(
    rng: Random, born: date, relation: str, *, gender: str = "", family: str = "",
    residence: str = "registered", name: str = "",
) -> Person:  # fmt: skip
    """Draw one person; a child always, an elder sometimes, goes without a phone of their own."""
    gender = gender or rng.choice("mf")
    age = THIS_YEAR - born.year
    has_phone = age >= 16 and not (age >= 80 and rng.random() < 0.35)
    full = name or (family or surname(rng)) + given_name(rng, gender, born.year)
    if not name and not family and rng.random() < 0.002:
        full = ethnic_name(rng)
    drawn = Person(
        full, gender, born, relation, residence, id_number(rng, born, gender),
        mobile(rng) if has_phone else None,
    )  # fmt: skip
    drawn.tags = _tags(rng, age)
    return drawn


def _tags(rng: Random, age: int) -> list[str]:
    chances = {
        "party_member": 0.12 if age >= 25 else 0,
        "volunteer": 0.08 if 18 <= age <= 78 else 0,
        "hypertension": 0.35 if age >= 60 else 0.03,
        "disability": 0.05 if age >= 50 else 0.01,
        "low_income": 0.015,
        "veteran": 0.04 if age >= 55 else 0.005,
    }
    return [tag for tag, chance in chances.items() if rng.random() < chance]


def _alone_elder(rng: Random) -> Iterator[Person]:
    one = person(rng, _elder_born(rng), "head", gender=rng.choices("fm", (7, 3))[0])
    one.tags.append("lives_alone")
    kin = rng.choice(("女儿", "儿子"))
    one.child_elsewhere = (kin, surname(rng) + given_name(rng, "f", 1972), rng.choice(_ELSEWHERE))
    yield one


def _elder_couple(rng: Random) -> Iterator[Person]:
    born = _elder_born(rng)
    yield person(rng, born, "head", gender="m")
    yield person(rng, born.replace(year=born.year + rng.randint(0, 4)), "spouse", gender="f")


def _three_generations(rng: Random) -> Iterator[Person]:
    yield from _elder_couple(rng) if rng.random() < 0.6 else _alone_elder(rng)
    family = surname(rng)
    parents = _born(rng, 52, 34)
    yield person(rng, parents, "child", gender="m", family=family)
    yield person(rng, parents, "child_in_law", gender="f")
    for _child in range(rng.choices((1, 2), (8, 2))[0]):
        yield person(rng, _born(rng, 22, 1), "grandchild", family=family)


def _parents_and_child(rng: Random) -> Iterator[Person]:
    family, parents = surname(rng), _born(rng, 55, 30)
    yield person(rng, parents, "head", gender="m", family=family)
    yield person(rng, parents, "spouse", gender="f")
    for _child in range(rng.choices((1, 2), (8, 2))[0]):
        yield person(rng, _born(rng, 24, 1), "child", family=family)


def _couple(rng: Random) -> Iterator[Person]:
    born = _born(rng, 68, 27)
    yield person(rng, born, "head", gender="m")
    yield person(rng, born, "spouse", gender="f")


def _tenants(rng: Random) -> Iterator[Person]:
    for number in range(rng.choices((1, 2, 3), (4, 4, 2))[0]):
        relation = "head" if number == 0 else "tenant"
        yield person(rng, _born(rng, 50, 21), relation, residence="living")


_MAKERS = {
    "alone_elder": _alone_elder,
    "elder_couple": _elder_couple,
    "three_generations": _three_generations,
    "parents_and_child": _parents_and_child,
    "couple": _couple,
}


def settle_registration(people: list[Person], over_60: float, rng: Random) -> None:
    """Let so many of the younger be registered elsewhere that elders reach their share."""
    registered = [p for p in people if p.residence == "registered"]
    elders = sum(1 for p in registered if p.age >= 60)
    wanted = round(elders / over_60)
    younger = [p for p in registered if p.age < 60]
    for p in rng.sample(younger, max(0, min(len(younger), len(registered) - wanted))):
        p.residence = "living"


def number_once(people: list[Person], rng: Random) -> None:
    """Give a new number to whoever drew one that somebody of the community has already."""
    seen: set[str] = set()
    for p in people:
        while p.id_number in seen:
            p.id_number = id_number(rng, p.born, p.gender)
        seen.add(p.id_number)
