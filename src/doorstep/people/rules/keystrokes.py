"""Reading what was typed into the one box: by its script it can only mean a few things.

So one to three narrow probes answer it, instead of one wide search over everything.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from doorstep.people.rules.name import name_key, read_name
from doorstep.people.rules.phone import clean, is_hotline
from doorstep.people.rules.syllables import SYLLABLES

LONGEST: Final = 60
_HAN: Final = re.compile(r"[㐀-鿿豈-﫿〇𠀀-𪛟]")
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ'’.\-]+")
_ID_WHOLE: Final = re.compile(r"\d{17}[\dX]")
_TAIL: Final = re.compile(r"\d{3}[\dX]")
_PHONE: Final = re.compile(r"(\+?86)?1[3-9]\d{9}|0\d{9,11}|[2-8]\d{7}|\+\d{8,15}")
_NAME_THEN_NUMBER: Final = re.compile(
    r"([㐀-鿿·]{1,8}(?<![弄号路村街苑园坊里幢栋座室层楼])|[A-Za-z]+)(\d.*)", re.DOTALL
)

Kind = Literal["nothing", "name", "latin", "mixed", "tail", "phone", "id_number", "address"]
ParseAddress = Callable[[str], Any | None]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed may mean this.

    ``name``: key of a Chinese name's beginning. ``latin``: letters of a reading's beginning.
    ``digits``: of a number or its tail. ``address``: what the parser of addresses made of it;
    with a name beside it, both have to fit.
    """

    kind: Kind = "nothing"
    name: str = ""
    latin: str = ""
    digits: str = ""
    address: Any = None

    @property
    def has_name(self) -> bool:
        return bool(self.name or self.latin)


def read_keystrokes(text: str, parse_address: ParseAddress) -> tuple[Typed, ...]:
    """Return what ``text`` may mean, the likelier first; () when it is nothing to look up."""
    flat = " ".join(unicodedata.normalize("NFKC", text[: LONGEST * 2]).split())[:LONGEST]
    if not flat:
        return ()
    number = _as_number(clean(flat).upper())
    if number is not None and not ("-" in flat and parse_address(flat)):
        return (number,)  # 3-502 is a home, though its digits could be a tail
    if " " in flat:
        return _as_name_and_address(flat, parse_address) or _as_one(flat, parse_address)
    return _as_one(flat, parse_address)


def _as_number(compact: str) -> Typed | None:
    if _ID_WHOLE.fullmatch(compact):
        return Typed("id_number", digits=compact)
    if _TAIL.fullmatch(compact):
        return Typed("tail", digits=compact)
    if _PHONE.fullmatch(compact) or is_hotline(compact):
        return Typed("phone", digits=compact)
    return None


def _as_one(text: str, parse_address: ParseAddress) -> tuple[Typed, ...]:
    address = parse_address(text)
    if address is None:
        name = _as_name(text)
        return (name,) if name else ()
    meant = [Typed("address", address=address)]
    together = _NAME_THEN_NUMBER.fullmatch(text)
    if together:  # 孙桂花375弄3号: a name, not an estate, stands before the number
        meant += _both(together[1], together[2], parse_address)
    return tuple(meant)


def _as_name_and_address(text: str, parse_address: ParseAddress) -> tuple[Typed, ...]:
    """Read "wang 3号 502" and "375弄 3号 王": a name at one end, an address at the other."""
    first, _, rest = text.partition(" ")
    front, _, last = text.rpartition(" ")
    return tuple(_both(first, rest, parse_address) or _both(last, front, parse_address))


def _both(name: str, address: str, parse_address: ParseAddress) -> list[Typed]:
    who, where = _as_name(name), parse_address(address)
    return [replace(who, address=where)] if who and where is not None else []


def _as_name(text: str) -> Typed | None:
    """Read Han as a name, Latin as its reading, Han and then Latin as a name half typed."""
    if any(ch.isdigit() for ch in text):
        return None
    key = name_key(text)
    if not _HAN.search(key):
        latin = plain_letters(text)
        return (
            Typed("latin", latin=latin)
            if latin and _LATIN.fullmatch(text.replace(" ", ""))
            else None
        )
    han = re.match(rf"(?:{_HAN.pattern})+", key)
    rest = key[han.end() :] if han else ""
    if han and rest and re.fullmatch(r"[a-z]+", rest):
        return Typed("mixed", name=han[0], latin=rest)
    return Typed("name", name=key)


def plain_letters(text: str) -> str:
    """Return a..z of ``text``: Lǚ → lv, LYU → lv, Zhāng → zhang."""
    lower = text.lower().replace("lyu", "lv").replace("nyu", "nv")
    for letter in "üǖǘǚǜ":
        lower = lower.replace(letter, "v")
    plain = unicodedata.normalize("NFKD", lower)
    return "".join(ch for ch in plain if "a" <= ch <= "z")


def surname_and_initials(latin: str) -> tuple[str, str] | None:
    """Split ``sungh`` into its first syllable, as long as it can be, and two or three initials:
    ("sun", "gh"). With one letter more it is the beginning of the reading anyway: sung."""
    for cut in range(min(6, len(latin)), 0, -1):
        head, rest = latin[:cut], latin[cut:]
        if head in SYLLABLES:
            plausible = 2 <= len(rest) <= 3 and not set(rest) & set("aeiouv")
            return (head, rest) if plausible else None
    return None


def half_typed(name: str, latin: str) -> tuple[str, str]:
    """Return (pinyin, initials) that 孙gh begins with: ("sun", "sgh")."""
    reading = read_name(name)
    return reading.full, reading.initials + latin
