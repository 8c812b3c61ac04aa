"""Open an account for a phone that nobody has signed in with yet."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from doorstep.kernel.ids import new_token
from doorstep.people.models import Account
from doorstep.platform.sealed import blind


def enrol_resident_account(*, phone: str, at: datetime) -> Account:
    """Return the resident's account of ``phone`` (normal form), made when there is none.

    It is worth nothing until a code sent to the phone comes back (:mod:`verify_account_phone`);
    one that never does is purged after a day. Called for known and unknown phones alike, so that
    nobody learns from the answer who has an account.
    """
    found = Account.objects.filter(phone_blind=blind("phone", phone)).first()
    if found is not None:
        return found
    account = Account(
        login=f"r.{new_token(12).lower().replace('_', '-')}",
        name=f"{phone[:3]}****{phone[-4:]}",
        kind=Account.Kind.RESIDENT,
        phone=phone,
        phone_blind=blind("phone", phone),
        created_at=at,
    )
    account.set_unusable_password()
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError:  # the same phone asked twice at once
        return Account.objects.get(phone_blind=blind("phone", phone))
    return account
