"""What may be shown to somebody who has no reason to see the whole."""

from __future__ import annotations

import re

from doorstep.people.rules.name import MIDDLE_DOT, split_name
from doorstep.people.rules.phone import is_hotline

STAR = "*"


def mask_name(name: str) -> str:
    """张明 → 张*, 张晓明 → 张*明, 欧阳娜娜 → 欧阳**, 买买提·阿不都拉 → 买**·**, John → J***."""
    if not name:
        return ""
    if MIDDLE_DOT in name:
        return name[0] + STAR * 2 + MIDDLE_DOT + STAR * 2
    if name.isascii():
        return " ".join(part[0] + STAR * 3 for part in name.split())
    surname, given = split_name(name)
    if len(surname) == 1 and len(given) > 1:
        return surname + STAR * (len(given) - 1) + given[-1]
    return surname + STAR * len(given)


def mask_id_number(number: str) -> str:
    """310115194803121234 → 3101**********1234."""
    return _keep(number, head=4, tail=4)


def mask_phone(number: str) -> str:
    """13812341234 → 138****1234, 02158881234 → 021****1234; a hotline stays as it is."""
    if is_hotline(number):
        return number
    if re.fullmatch(r"\d{11,}|\+\d{8,}", number):
        return _keep(number, head=3, tail=4)
    return _keep(number, head=2, tail=2)


def _keep(text: str, *, head: int, tail: int) -> str:
    hidden = len(text) - head - tail
    return text if hidden <= 0 else text[:head] + STAR * hidden + text[-tail:]
