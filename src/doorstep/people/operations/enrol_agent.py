"""Find, or make, the account of somebody who is trusted to act for a resident."""

from __future__ import annotations

from datetime import datetime

from doorstep.people.accounts.phones import mobile
from doorstep.people.models import Account
from doorstep.people.operations.enrol_resident_account import enrol_resident_account


def enrol_agent(*, phone: str, at: datetime) -> Account:
    """Return the account that signs in with ``phone`` as typed; it can act for nobody before its
    owner has signed in.

    Raises:
        NotAMobileNumber: it can't receive a code.
    """
    return enrol_resident_account(phone=mobile(phone), at=at)
