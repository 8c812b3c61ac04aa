"""The people that the tutorial and the demo accounts name, in the main community of each town."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING, Final

from doorstep.demo.folk import Person, id_number

if TYPE_CHECKING:
    from doorstep.demo.base import Household

SUN_PHONE: Final = "13800138078"
DAUGHTER_PHONE: Final = "13900139045"
_RNG = "heroes"


def _hero(name: str, gender: str, born: date, phone: str | None, tags: list[str]) -> Person:
    rng = Random(f"{_RNG}:{name}:{born}")
    number = id_number(rng, born, gender)
    return Person(name, gender, born, "head", "registered", number, phone, tags)


def _sun() -> Person:
    sun = _hero("孙桂花", "f", date(1948, 3, 12), SUN_PHONE, ["lives_alone", "hypertension"])
    sun.needs_note = "右耳听不清，请大声一点；习惯下午在家。"
    sun.child_elsewhere = ("女儿", "杨慧", "杨浦")
    return sun


def _namesakes() -> list[Person]:
    return [
        _hero("王秀英", "f", date(1951, 7, 2), "13700137001", ["party_member"]),
        _hero("王秀英", "f", date(1944, 11, 23), None, ["lives_alone"]),
    ]


def put_heroes(households: list[Household]) -> None:
    """Let Sun Guihua live in 3号502 of the first estate, with two namesakes in her building, a long
    name, a compound surname and a surname that dictionaries misread near by."""
    by_room = {h.home.room_key: h for h in reversed(households)}
    by_room["3-502"].people = [_sun()]
    first, second = _namesakes()
    by_room["3-301"].people = [first]
    by_room["3-404"].people = [second]
    others = (
        ("3-501", "古丽娜扎尔·买买提明", "f", date(1985, 5, 5), "13600136001"),
        ("5-201", "欧阳建国", "m", date(1956, 1, 20), "13500135001"),
        ("5-302", "单雄信", "m", date(1963, 9, 9), "13500135002"),
        ("6-101", "曾国英", "f", date(1959, 4, 18), "13500135003"),
    )
    for room, name, gender, born, phone in others:
        by_room[room].people[:1] = [_hero(name, gender, born, phone, [])]
