"""Chinese numerals as they stand in addresses: 三七五弄 and 375弄 are one lane."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_DIGITS: Final[dict[str, int]] = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    **{char: value for value, char in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "○": 0,
    "幺": 1,
    "两": 2,
}
_UNITS: Final[dict[str, int]] = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TWENTY: Final[dict[str, str]] = {"廿": "二十", "卅": "三十"}
_CHARS: Final[str] = "".join([*_DIGITS, *_UNITS, *_TWENTY])

# Only numerals before a word of addresses are turned: 崂山五村 and 三门路 are names and stay.
_COUNTED: Final[re.Pattern[str]] = re.compile(
    rf"([{_CHARS}]+)(?=支弄|弄|号|幢|栋|单元|楼|层|室)",
)
_SPACES: Final[re.Pattern[str]] = re.compile(r"\s+")
_DASHES: Final[re.Pattern[str]] = re.compile(r"[‐‑‒–—―−~]")


def read_numeral(text: str) -> str | None:
    """Read a Chinese numeral into Arabic digits, or None when it is not one.

    Both ways of writing are read: digit by digit (一零一一 → 1011) and with units
    (一千一百 → 1100, 八十七 → 87, 一百二 → 120).
    """
    for short, long in _TWENTY.items():
        text = text.replace(short, long)
    if not text or any(char not in _DIGITS and char not in _UNITS for char in text):
        return None
    if not any(char in _UNITS for char in text):
        return "".join(str(_DIGITS[char]) for char in text)
    return _read_with_units(text)


def _read_with_units(text: str) -> str | None:
    total, digit, last_unit, nought = 0, None, 10_000, False
    for char in text:
        if char in _UNITS:
            unit = _UNITS[char]
            if unit >= last_unit:
                return None
            total += (1 if digit is None else digit) * unit
            digit, last_unit, nought = None, unit, False
        elif digit:
            return None
        else:
            digit, nought = _DIGITS[char], nought or char in "零〇○"
    if digit is None:
        return str(total)
    # 一百二 is said for 120, 一百零二 for 102.
    return str(total + digit * (last_unit // 10 if last_unit > 10 and not nought else 1))


def _digits_for(match: re.Match[str]) -> str:
    return read_numeral(match[1]) or match[1]


def normalize_address(text: str) -> str:
    """Return ``text`` in half-width characters, without spaces, with Arabic numerals in its parts.

    Used on both sides of a comparison, so 临汾路三七五弄 and 临汾路 375 弄 become the same text.
    """
    # Twice: what a space kept apart may come together, and doing it again must change nothing.
    flat = _SPACES.sub("", unicodedata.normalize("NFKC", text)).upper()
    flat = unicodedata.normalize("NFKC", flat)
    return _COUNTED.sub(_digits_for, _DASHES.sub("-", flat))
