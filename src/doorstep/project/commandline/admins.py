"""``doorstep admins``: the first two accounts of an empty installation."""

from __future__ import annotations

import secrets

import click
from django.utils import timezone

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict
from doorstep.kernel.scope import Scope
from doorstep.people.public import Grant, create_account, give_grant
from doorstep.platform.scope import scoped
from doorstep.project.commandline.database import ensure_database
from doorstep.project.commandline.terminal import console, step

ROLES = ("system_admin", "security_admin")


class AdministratorsThere(Conflict):
    code = "administrators-there"
    title = N_("There are administrators already.")
    mend = N_("The system administrator opens accounts, the security administrator gives rights.")


@click.command()
@click.option("--place", required=True, help="Statistical code of the district, e.g. 310115.")
@click.option("--system", required=True, metavar="LOGIN", help="Who opens accounts.")
@click.option("--security", required=True, metavar="LOGIN", help="Who gives rights.")
def admins(place: str, system: str, security: str) -> None:
    """Make the first system and security administrator; no person holds both powers.

    Their passwords are shown once. Each enrols a second factor at the first sign-in.
    """
    ensure_database()
    at, by = timezone.now(), Actor.system("doorstep admins")
    with scoped(Scope.everywhere("first administrators")):
        if Grant.objects.valid(at).filter(role__in=ROLES).exists():
            raise AdministratorsThere
        for role, login in zip(ROLES, (system, security), strict=True):
            password = secrets.token_urlsafe(15)
            account = create_account(login=login, name=login, password=password, by=by, at=at)
            give_grant(
                account=account, role=role, place=place, reason="first administrator", by=by, at=at
            )
            console.print(f"{role:15} {login:20} {password}")
    step("Made. Change the passwords at the first sign-in.")
