"""Pinyin of place names: for finding by sound and, without ICU in the database, for sorting."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from pypinyin import Style, lazy_pinyin

# Readings that the library's general dictionary gets wrong in place names.
_READINGS: Final[dict[str, str]] = {
    "长": "chang", "重": "chong", "乐": "le", "弄": "long", "行": "hang", "厦": "sha",
    "朝": "chao", "曾": "zeng", "单": "shan", "都": "du", "大": "da", "石": "shi",
    "传": "chuan", "调": "diao", "车": "che", "盛": "sheng", "藏": "zang", "种": "zhong",
    "地": "di", "解": "jie", "会": "hui", "堡": "bao", "铺": "pu", "莘": "xin", "圩": "wei",
    "六": "liu", "塔": "ta", "区": "qu", "角": "jiao", "觉": "jue", "宿": "su", "查": "cha",
}  # fmt: skip


@lru_cache(maxsize=30_000)
def _sound(char: str) -> str:
    known = _READINGS.get(char)
    if known:
        return known
    return lazy_pinyin(char, style=Style.NORMAL, errors=_kept)[0].lower()


def _kept(chars: str) -> str:
    """Keep letters and digits, drop every other character that has no sound."""
    return "".join(char for char in chars if char.isalnum() and char.isascii()) or " "


@lru_cache(maxsize=30_000)
def _pair(char: str) -> tuple[str, str]:
    sound = _sound(char).strip()
    return sound, sound[:1]


def place_pinyin(name: str) -> tuple[str, str]:
    """Return (whole, initials) of a place name: 市新 → ``("shixin", "sx")``.

    Character by character from a cache: 665,000 names take some seconds, not minutes.
    """
    pairs = [_pair(char) for char in name]
    return "".join(pair[0] for pair in pairs), "".join(pair[1] for pair in pairs)
