"""Reading a resident identity number (GB 11643-1999) and saying what is wrong with it.

The text of each refusal tells the worker what to look at on the card, because the card lies on
the desk in front of her: "one digit short" is mended in a second, "invalid" is not.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final

from stdnum.cn import ric

from doorstep.kernel.errors import N_
from doorstep.people.rules.refusal import RefusedError

LENGTH: Final = 18
EARLIEST_BIRTH: Final = date(1890, 1, 1)  # nobody older lives: the oldest on record died at 122

SHORT = N_("This ID number is {n} digit(s) short, please check it.")
LONG = N_("This ID number has {n} digit(s) too many, please check it.")
OLD = N_("This is an old ID number of 15 digits; please use the 18 digits of the present card.")
NOT_DIGITS = N_("An ID number has 17 digits and then a digit or X.")
NO_SUCH_DAY = N_("Digits 7 to 14 are the birth date, and {day} is not a date.")
TOO_OLD = N_("By this ID number the person was born in {year}; please check digits 7 to 10.")
NOT_YET_BORN = N_("By this ID number the person is not born yet; please check digits 7 to 14.")
NO_SUCH_PLACE = N_("The first six digits are not a division of China, please check them.")
CHECKSUM = N_("The last digit does not fit the others: one digit is wrong or two are swapped.")

# Provinces and municipalities of GB/T 2260, Taiwan, Hong Kong, Macao.
PROVINCES: Final = frozenset(
    {11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51}
    | {52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83}
)


@dataclass(frozen=True, slots=True)
class IdNumber:
    """A number that passed: 18 characters, with what it says of the person."""

    number: str
    birth: date
    gender: str


def clean(text: str) -> str:
    """Return ``text`` with full-width digits narrowed, blanks and dashes dropped, x as X."""
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text)).upper()


def read_id_number(text: str, *, today: date) -> IdNumber:
    """Check an identity number and return what it says.

    Raises:
        RefusedError: with the most helpful reason that can be given.
    """
    number = clean(text)
    _check_shape(number)
    birth = _birth_in(number, today)
    if not ric.calc_check_digit(number) == number[-1]:
        raise RefusedError(CHECKSUM)
    if not _division_known(number):
        raise RefusedError(NO_SUCH_PLACE)
    return IdNumber(number=number, birth=birth, gender="m" if int(number[16]) % 2 else "f")


def _check_shape(number: str) -> None:
    if len(number) == 15 and number.isdigit():
        raise RefusedError(OLD)
    if not re.fullmatch(r"[0-9]*X?", number):
        raise RefusedError(NOT_DIGITS)
    if len(number) < LENGTH:
        raise RefusedError(SHORT, n=LENGTH - len(number))
    if len(number) > LENGTH:
        raise RefusedError(LONG, n=len(number) - LENGTH)


def _birth_in(number: str, today: date) -> date:
    year, month, day = int(number[6:10]), int(number[10:12]), int(number[12:14])
    try:
        birth = date(year, month, day)
    except ValueError:
        raise RefusedError(NO_SUCH_DAY, day=f"{year:04d}-{month:02d}-{day:02d}") from None
    if birth < EARLIEST_BIRTH:
        raise RefusedError(TOO_OLD, year=year)
    if birth > today:
        raise RefusedError(NOT_YET_BORN)
    return birth


def _division_known(number: str) -> bool:
    # Numbers keep the division of their first issue, which may since have been merged away, so
    # only the province is held against the list: a dissolved county must not lock a person out.
    return int(number[:2]) in PROVINCES
