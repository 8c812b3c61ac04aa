"""Phone numbers: reading, normal form, and the hotlines that the library does not know."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import phonenumbers

from doorstep.kernel.errors import N_
from doorstep.people.rules.refusal import RefusedError

# Short numbers are real numbers here (12345 is the citizens' hotline, 962218 a Shanghai service
# line), but phonenumbers calls them invalid.
_HOTLINE: Final = re.compile(r"1[012]\d|1[02]\d{3}|9[56]\d{3,4}|[48]00\d{7}")
_MOBILE_LENGTH: Final = 11

EMPTY = N_("Please enter a phone number.")
SHORT = N_("This mobile number is {n} digit(s) short, please check it.")
LONG = N_("This mobile number has {n} digit(s) too many, please check it.")
NOT_A_PHONE = N_("This is not a phone number: {text}")


def clean(text: str) -> str:
    """Return ``text`` narrowed, with blanks, dashes, dots and brackets dropped."""
    return re.sub(r"[\s\-().（）]", "", unicodedata.normalize("NFKC", text))


def is_hotline(text: str) -> bool:
    """Say whether ``text`` is a hotline such as 12345, 110, 962218 or 400…"""
    return bool(_HOTLINE.fullmatch(clean(text)))


def normalise_phone(text: str, *, area: str = "021") -> str:
    """Return the stored form: 11 digits of a mobile, area code and number of a fixed line, a
    hotline as dialled, E.164 for a number abroad.

    ``area`` is put before a fixed line that was given without one (021 is Shanghai).

    Raises:
        RefusedError: with the reason.
    """
    digits = clean(text)
    if not digits:
        raise RefusedError(EMPTY)
    if is_hotline(digits):
        return digits
    _check_mobile_length(digits)
    if re.fullmatch(r"[2-8]\d{6,7}", digits):
        digits = area + digits
    try:
        parsed = phonenumbers.parse(digits, "CN")
    except phonenumbers.NumberParseException:
        raise RefusedError(NOT_A_PHONE, text=text.strip()[:30]) from None
    if not phonenumbers.is_valid_number(parsed):
        raise RefusedError(NOT_A_PHONE, text=text.strip()[:30])
    return _stored_form(parsed)


def _check_mobile_length(digits: str) -> None:
    if not re.fullmatch(r"1[3-9]\d*", digits):
        return
    missing = _MOBILE_LENGTH - len(digits)
    if missing > 0:
        raise RefusedError(SHORT, n=missing)
    if missing < 0:
        raise RefusedError(LONG, n=-missing)


def _stored_form(parsed: phonenumbers.PhoneNumber) -> str:
    if parsed.country_code != phonenumbers.country_code_for_region("CN"):
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    national = phonenumbers.national_significant_number(parsed)
    return national if re.fullmatch(r"1\d{10}", national) else "0" + national
