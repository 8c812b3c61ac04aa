"""Reading accounts, grants and tokens, and turning an account into an actor."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from doorstep.kernel.actor import Actor
from doorstep.kernel.actor import Grant as ActorGrant
from doorstep.kernel.errors import NotFound
from doorstep.kernel.places import hi_of
from doorstep.kernel.scope import Scope
from doorstep.people.models import Account, ApiToken, Grant, Resident
from doorstep.platform.modules import permissions_of
from doorstep.platform.scope import scoped
from doorstep.platform.sealed import blind


def actor_of(
    account: Account,
    *,
    via: str,
    chosen_place: str | None = None,
    address: str = "",
    at: datetime | None = None,
) -> Actor:
    """Return who ``account`` acts as now, in at most two queries.

    Grants are read afresh every time, so that a change holds at the next request.
    ``chosen_place``: of several places the one that its owner wants to work in; ignored when no
    grant is held there (any more). A resident's ``persons`` are the linked resident and those
    who gave consent to be acted for.
    """
    kind: Any = account.kind
    if kind == Account.Kind.RESIDENT:
        persons = _persons_of(account, at or timezone.now())
        return Actor(
            kind=kind,
            name=account.name,
            account_id=account.pk,
            persons=persons,
            via=via,
            address=address,
        )
    held = grants_of(account, at or timezone.now())
    actor = Actor(
        kind=kind,
        name=account.name,
        account_id=account.pk,
        grants=tuple(
            ActorGrant(role=g.role, place=g.place, permissions=permissions_of(g.role)) for g in held
        ),
        via=via,
        address=address,
    )
    return narrowed_to_choice(actor, chosen_place)


def narrowed_to_choice(actor: Actor, place: str | None) -> Actor:
    """Return ``actor`` with the grants at ``place`` only; unchanged when none is held there."""
    chosen = tuple(grant for grant in actor.grants if grant.place == place)
    return replace(actor, grants=chosen) if chosen else actor


def grants_of(account: Account, at: datetime) -> list[Grant]:
    """Return the grants that hold at ``at``, by place and role."""
    return list(Grant.objects.valid(at).filter(account=account).order_by("place", "role"))


def _persons_of(account: Account, at: datetime) -> tuple[int, ...]:
    """Ask the database function that knows (the request has no scope yet, see 0003_rules)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_persons_of(%s, %s)", [account.pk, at])
        return tuple(cursor.fetchone()[0])


def account_of_phone(phone: str) -> Account | None:
    """Return the active account that signs in with ``phone`` (stored form)."""
    return Account.objects.filter(phone_blind=blind("phone", phone), is_active=True).first()


def token_of(text: str, at: datetime) -> ApiToken | None:
    """Return the token with this text if it still holds and its account is open; one query."""
    from_text = ApiToken.objects.select_related("account").filter(digest=ApiToken.digest_of(text))
    token = from_text.first()
    if token is None or not token.holds(at) or not token.account.is_active:
        return None
    return token


def accounts_in_scope(actor: Actor, at: datetime, *, query: str = "") -> QuerySet[Account]:
    """Return staff and machines with a grant inside the actor's places, and those without any.

    Accounts carry no place, so the scope is applied here rather than by the database.
    """
    seen = Q(pk__in=grants_in_scope(actor, at).values("account_id"))
    nobody_yet = ~Q(pk__in=Grant.objects.valid(at).values("account_id"))
    found = Account.objects.exclude(kind=Account.Kind.RESIDENT).filter(seen | nobody_yet)
    if query:
        found = found.filter(Q(name__icontains=query) | Q(login__icontains=query))
    return found.order_by("login")


def access_account(actor: Actor, account_id: int, at: datetime) -> Account:
    """Return an account that ``actor`` may administer.

    Raises:
        NotFound: there is none in the actor's places.
    """
    found = accounts_in_scope(actor, at).filter(pk=account_id).first()
    if found is None:
        raise NotFound
    return found


def grants_in_scope(actor: Actor, at: datetime) -> QuerySet[Grant]:
    """Return the grants that hold at ``at`` inside the actor's places."""
    inside = Q(pk__in=[])
    for place in actor.places:
        inside |= Q(place__gte=place, place__lt=hi_of(place))
    return Grant.objects.valid(at).filter(inside)


def access_grant(actor: Actor, grant_id: int) -> Grant:
    """Return a grant inside the actor's places.

    Raises:
        NotFound: there is none.
    """
    found = Grant.objects.select_related("account").filter(pk=grant_id).first()
    if found is None or not actor.scope().covers(found.place):
        raise NotFound
    return found


def residents_with_phone(phone: str) -> list[tuple[int, str]]:
    """Return (id, name) of the residents with this phone, wherever they live, one each person.

    Somebody who is registered in one community and lives in another has two records with the same
    ID number; the one where they live stands for both. Runs in the scope of the system: who signs
    in has no scope yet.
    """
    with scoped(Scope.everywhere("link an account to the resident of a verified phone")):
        found = Resident.objects.here().filter(phone_whole=blind("phone", phone))
        rows = sorted(found[:10], key=lambda r: r.residence == Resident.Residence.APART)
        people = {bytes(r.id_whole) if r.id_whole else r.pk: r for r in reversed(rows)}
        return [(resident.pk, resident.name) for resident in people.values()]
