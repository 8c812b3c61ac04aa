"""Link a colleague's account to who they are at the city's identity provider."""

from __future__ import annotations

from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict, Forbidden
from doorstep.people.models import Account
from doorstep.people.permissions import GRANT_GIVE
from doorstep.platform import trail


class SubjectTaken(Conflict):
    code = "subject-taken"
    title = N_("This identity belongs to another account.")
    mend = N_("Check the subject with the identity provider.")


def link_account_subject(
    *, account: Account, provider: str, subject: str, by: Actor, at: datetime
) -> SocialAccount:
    """Let the verified ``subject`` of ``provider`` sign in as ``account`` (staff only).

    Raises:
        Forbidden: ``by`` may not give grants, or the account isn't staff. SubjectTaken.
    """
    by.require(GRANT_GIVE.code)
    if not account.is_staff_account:
        raise Forbidden
    try:
        with transaction.atomic():
            link = SocialAccount.objects.create(user=account, provider=provider, uid=subject)
    except IntegrityError as error:
        raise SubjectTaken(fields={"subject": SubjectTaken.title}) from error
    trail.record(
        action="account.subject_linked",
        by=by,
        at=at,
        subject=f"account:{account.pk}",
        detail={"provider": provider},
    )
    return link


def forget_profile(*, link: SocialAccount) -> None:
    """Drop what the provider told about the person; the subject is all that we need."""
    SocialAccount.objects.filter(pk=link.pk).update(extra_data={})
