"""Find, or make, the account of somebody who is trusted to act for a resident."""

from __future__ import annotations

from datetime import datetime

from doorstep.kernel.scope import Scope
from doorstep.people.accounts.phones import mobile
from doorstep.people.models import Account
from doorstep.people.operations.enrol_resident_account import enrol_resident_account
from doorstep.platform.scope import scoped


def enrol_agent(*, phone: str, at: datetime) -> Account:
    """Return the account that signs in with ``phone`` as typed; it can act for nobody before its
    owner has signed in.

    Raises:
        NotAMobileNumber: it can't receive a code.
    """
    number = mobile(phone)
    # A resident's own request sees no account but theirs.
    with scoped(Scope.everywhere("enrol whom a resident trusts")):
        return enrol_resident_account(phone=number, at=at)
