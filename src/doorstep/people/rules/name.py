"""Names: where the surname ends, how a name is read, and how a person is addressed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pypinyin import Style, lazy_pinyin

from doorstep.kernel.errors import N_
from doorstep.people.rules.refusal import RefusedError
from doorstep.people.rules.surnames import COMPOUND_READINGS, SURNAME_READINGS

MIDDLE_DOT: Final = "·"
LONGEST: Final = 60

_DOTS: Final = re.compile(r"\s*[·•‧∙・･．●]\s*")
_ALLOWED: Final = re.compile(r"[^\W\d_][\w .'’\-·〇]*", re.UNICODE)

EMPTY = N_("Please enter the name.")
TOO_LONG = N_("A name has at most {n} characters.")
NOT_A_NAME = N_("A name is made of letters; please take out numbers and signs.")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a name is read: ``full`` sunguihua, ``initials`` sgh, lower-case ASCII, no tones."""

    full: str
    initials: str


def clean_name(text: str) -> str:
    """Return the name as stored: one kind of middle dot, single blanks in Latin names, none in
    Chinese ones.

    Raises:
        RefusedError: empty, too long, or with digits, signs or emoji in it.
    """
    name = _DOTS.sub(MIDDLE_DOT, unicodedata.normalize("NFKC", text).strip())
    name = re.sub(r"\s+", " " if name.isascii() else "", name)
    if not name:
        raise RefusedError(EMPTY)
    if len(name) > LONGEST:
        raise RefusedError(TOO_LONG, n=LONGEST)
    if not _ALLOWED.fullmatch(name) or any(ch.isdigit() for ch in name):
        raise RefusedError(NOT_A_NAME)
    return name


def name_key(text: str) -> str:
    """Return what a name is looked up by: no dots, no blanks, lower case."""
    name = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s·•‧∙・･．●.'’\-]", "", name).lower()


def split_name(name: str) -> tuple[str, str]:
    """Return (surname, given name); a compound surname needs at least three characters."""
    if MIDDLE_DOT in name:
        first, _, rest = name.partition(MIDDLE_DOT)
        return first, rest
    if name.isascii():
        first, _, rest = name.rpartition(" ")
        return rest, first
    if len(name) >= 3 and name[:2] in COMPOUND_READINGS:
        return name[:2], name[2:]
    return name[:1], name[1:]


def read_name(name: str) -> Reading:
    """Return how a name is typed: surname by its reading as a surname (单 shan, 曾 zeng, 解 xie,
    尉迟 yuchi), the rest as a word; ü is v, as on every Chinese keyboard."""
    if name.isascii():
        parts = re.findall(r"[a-z]+", name.lower())
        return Reading("".join(parts), "".join(part[0] for part in parts))
    if MIDDLE_DOT in name:
        syllables = _syllables(name.replace(MIDDLE_DOT, ""))
    else:
        surname, given = split_name(name)
        syllables = _surname_syllables(surname) + _syllables(given)
    return Reading("".join(syllables), "".join(s[0] for s in syllables))


def _surname_syllables(surname: str) -> tuple[str, ...]:
    if surname.isascii():
        return (surname.lower(),)
    known = COMPOUND_READINGS.get(surname) or SURNAME_READINGS.get(surname)
    return tuple(known.split()) if known else _syllables(surname)


@lru_cache(maxsize=65536)
def _syllables(text: str) -> tuple[str, ...]:
    found = lazy_pinyin(text, style=Style.NORMAL, v_to_u=False, errors="ignore")
    return tuple(s for s in (_ascii(syllable) for syllable in found) if s)


def _ascii(syllable: str) -> str:
    plain = unicodedata.normalize("NFKD", syllable.lower().replace("ü", "v"))
    return "".join(ch for ch in plain if "a" <= ch <= "z")


def form_of_address(name: str, gender: str, age: int | None, lang: str = "zh") -> str:
    """Return how a neighbour would call this person: 孙阿姨, 李伯伯, 王女士, 小朋友 …

    ``gender`` is m, f or u; ``age`` in years or None when unknown.
    """
    surname, given = split_name(name)
    if lang.startswith("zh") and not name.isascii():
        return _called_in_chinese(name, surname, given, gender, age)
    reading = "".join(_surname_syllables(surname)).capitalize()
    if age is not None and age < 18:
        return read_name(given or surname).full.capitalize()
    title = {"m": "Mr", "f": "Ms"}.get(gender)
    return f"{title} {reading}" if title else read_name(name).full.capitalize()


def _called_in_chinese(name: str, surname: str, given: str, gender: str, age: int | None) -> str:
    if age is not None and age < 14:
        return f"{given or surname}小朋友"
    if age is not None and age < 18:
        return f"{surname}同学"
    word = _title_in_chinese(gender, age)
    return f"{surname}{word}" if word else name


def _title_in_chinese(gender: str, age: int | None) -> str:
    if gender == "f":
        return "阿姨" if age is not None and age >= 50 else "女士"
    if gender == "m":
        if age is None or age < 50:
            return "先生"
        return "叔叔" if age < 65 else "伯伯"
    return ""
