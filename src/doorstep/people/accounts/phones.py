"""The mobile number that somebody signs in with."""

from __future__ import annotations

import re

from doorstep.kernel.errors import N_, Invalid
from doorstep.people.rules.phone import normalise_phone
from doorstep.people.rules.refusal import RefusedError


class NotAMobileNumber(Invalid):
    code = "not-a-mobile-number"
    title = N_("That is not a mobile phone number.")
    mend = N_("A mobile number has 11 digits and starts with 1. Please check it.")


def mobile(typed: str) -> str:
    """Return a mobile number in stored form: 11 digits, or E.164 for one from abroad.

    Raises:
        NotAMobileNumber: it can't receive a code.
    """
    try:
        number = normalise_phone(typed[:40])
    except RefusedError as error:
        raise NotAMobileNumber(fields={"phone": str(error)}) from error
    if not re.fullmatch(r"1\d{10}|\+\d{6,15}", number):
        raise NotAMobileNumber(fields={"phone": NotAMobileNumber.title})
    return number
