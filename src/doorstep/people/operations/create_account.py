"""Create the account of a colleague or a machine."""

from __future__ import annotations

import re
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict, Invalid
from doorstep.people.models import Account
from doorstep.people.permissions import ACCOUNT_CREATE
from doorstep.platform import trail

LOGIN = re.compile(r"^[a-z0-9][a-z0-9._-]{1,63}$")


class LoginTaken(Conflict):
    code = "login-taken"
    title = N_("Somebody already has the login name {login}.")
    mend = N_("Choose another one.")


class LoginUnusable(Invalid):
    code = "login-unusable"
    title = N_("A login name has small letters, digits, dot, dash or underline, at least two.")
    mend = N_("Choose another one.")


class PasswordTooWeak(Invalid):
    code = "password-too-weak"
    title = N_("This password is too easy to guess.")
    mend = N_("Take at least 12 characters; three unrelated words make a good one.")


def check_password_strength(password: str, account: Account) -> None:
    """Raise PasswordTooWeak with what the validators of the settings say, field ``password``."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise PasswordTooWeak(fields={"password": " ".join(error.messages)}) from error


def create_account(
    *,
    login: str,
    name: str,
    by: Actor,
    at: datetime,
    kind: str = Account.Kind.STAFF,
    password: str | None = None,
    language: str = Account.Language.CHINESE,
) -> Account:
    """Create an account that can't do anything yet: rights come with grants.

    Raises:
        Forbidden, LoginUnusable, LoginTaken, PasswordTooWeak.
    """
    by.require(ACCOUNT_CREATE.code)
    login = login.strip().lower()
    if not LOGIN.match(login):
        raise LoginUnusable(fields={"login": LoginUnusable.title})
    account = Account(login=login, name=name.strip()[:64], kind=kind, language=language)
    account.created_at = at
    if password is None:
        account.set_unusable_password()
    else:
        check_password_strength(password, account)
        account.set_password(password)
    with transaction.atomic():
        if Account.objects.filter(login=login).exists():
            raise LoginTaken(login=login, fields={"login": LoginTaken.title})
        account.save(force_insert=True)
        trail.record(
            action="account.created",
            by=by,
            at=at,
            subject=f"account:{account.pk}",
            detail={"kind": str(kind)},
        )
    return account
