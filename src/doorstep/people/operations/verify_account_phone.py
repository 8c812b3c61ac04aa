"""A code came back: the phone is theirs."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from doorstep.people.models import Account
from doorstep.people.operations.note_account_signin import actor_at_the_door
from doorstep.people.selectors.accounts import residents_with_phone
from doorstep.platform import trail


def verify_account_phone(*, account: Account, phone: str, at: datetime) -> Account:
    """Mark the phone as verified and link the account to the one resident who has it in the base.

    When two residents share the phone (an elder and the daughter who answers it), nothing is
    linked: a worker does it at the desk.
    """
    with transaction.atomic():
        account = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
        account.phone_verified_at = at
        linked = False
        if account.kind == Account.Kind.RESIDENT and account.resident_id is None:
            found = residents_with_phone(phone)
            if len(found) == 1:
                account.resident_id, account.name = found[0]
                linked = True
        account.save(update_fields=["phone_verified_at", "resident", "name"])
        if linked:
            trail.record(
                action="account.linked_to_resident",
                by=actor_at_the_door(account, via="code", address=""),
                at=at,
                subject=f"account:{account.pk}",
                detail={"resident": account.resident_id},
            )
    return account
