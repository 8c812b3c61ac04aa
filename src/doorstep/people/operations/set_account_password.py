"""Set the password of an account."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.people.models import Account
from doorstep.people.operations.create_account import check_password_strength
from doorstep.people.permissions import ACCOUNT_CREATE
from doorstep.platform import trail


def set_account_password(*, account: Account, password: str, by: Actor, at: datetime) -> Account:
    """Set ``password``; all other sessions of the account end, because their hash changes.

    Raises:
        Forbidden: not one's own, and ``by`` may not open accounts. PasswordTooWeak.
    """
    if by.account_id != account.pk:
        by.require(ACCOUNT_CREATE.code)
    check_password_strength(password, account)
    with transaction.atomic():
        account.set_password(password)
        account.save(update_fields=["password"])
        trail.record(action="account.password_set", by=by, at=at, subject=f"account:{account.pk}")
    return account
