"""Accounts and their rights, for system administrator, security administrator and auditor."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from doorstep.kernel.errors import DoorstepError
from doorstep.people.accounts.recent import recent_sign_in
from doorstep.people.models import Account, Grant
from doorstep.people.operations.close_account import close_account
from doorstep.people.operations.create_account import create_account
from doorstep.people.operations.enrol_account_totp import reset_account_factors
from doorstep.people.operations.give_grant import give_grant
from doorstep.people.operations.withdraw_grant import withdraw_grant
from doorstep.people.permissions import ACCOUNT_CREATE, ACCOUNT_SEE, GRANT_GIVE
from doorstep.people.selectors.accounts import access_account, access_grant, accounts_in_scope
from doorstep.people.selectors.place_names import divisions_under, place_names
from doorstep.people.web.account_forms import AccountForm, GrantForm, ReasonForm
from doorstep.people.web.views.account import role_title, roles_of
from doorstep.platform.web.access import page
from doorstep.platform.web.errors import message_of

PER_PAGE = 50


def _places_of(request: HttpRequest) -> list[tuple[str, str]]:
    return divisions_under(request.actor.places)  # type: ignore[attr-defined]


def _with_roles(accounts: list[Account]) -> list[dict[str, Any]]:
    """Return accounts with what they hold now; two queries however many they are."""
    held: dict[int, list[Grant]] = {}
    for grant in Grant.objects.valid(timezone.now()).filter(account__in=accounts):
        held.setdefault(grant.account_id, []).append(grant)
    names = place_names(grant.place for grants in held.values() for grant in grants)
    return [
        {
            "account": account,
            "roles": [
                {"role": role_title(g.role), "place": names.get(g.place, g.place)}
                for g in held.get(account.pk, [])
            ],
        }
        for account in accounts
    ]


@require_GET
@page(permission=ACCOUNT_SEE.code)
def accounts(request: HttpRequest) -> HttpResponse:
    """List who works here; ``?q=`` finds by name or login."""
    query = request.GET.get("q", "")[:64].replace("\x00", "")
    found = accounts_in_scope(request.actor, timezone.now(), query=query)  # type: ignore[attr-defined]
    pages = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    may_create = request.actor.can(ACCOUNT_CREATE.code)  # type: ignore[attr-defined]
    rows = _with_roles(list(pages))
    context = {"page": pages, "rows": rows, "q": query, "may_create": may_create}
    return render(request, "people/accounts/list.html", context)


def _account_context(request: HttpRequest, account: Account, **forms: Any) -> dict[str, Any]:
    actor = request.actor  # type: ignore[attr-defined]
    past = Grant.objects.filter(account=account, until__lte=timezone.now())
    may_give = actor.can(GRANT_GIVE.code) and actor.account_id != account.pk and account.is_active
    return {
        "account": account,
        "roles": roles_of(account),
        "past": past.select_related("given_by", "withdrawn_by").order_by("-until")[:20],
        "may_give": may_give,
        "may_create": actor.can(ACCOUNT_CREATE.code) and actor.account_id != account.pk,
        "grant_form": forms.get("grant_form") or GrantForm(places=_places_of(request)),
        "reason_form": ReasonForm(),
    }


@require_GET
@page(permission=ACCOUNT_SEE.code)
def account_page(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show one account: what it may do where, since when, by whom, and what has ended."""
    account = access_account(request.actor, account_id, timezone.now())  # type: ignore[attr-defined]
    return render(request, "people/accounts/account.html", _account_context(request, account))


@require_POST
@page(permission=GRANT_GIVE.code)
@recent_sign_in
def give(request: HttpRequest, account_id: int) -> HttpResponse:
    """Give a role at a place."""
    account = access_account(request.actor, account_id, timezone.now())  # type: ignore[attr-defined]
    form = GrantForm(request.POST, places=_places_of(request))
    if form.is_valid():
        try:
            give_grant(
                account=account,
                by=request.actor,  # type: ignore[attr-defined]
                at=timezone.now(),
                **form.cleaned_data,
            )
        except DoorstepError as error:
            form.add_error(None, message_of(error))
        else:
            messages.success(request, _("Given. It holds from the next click on."))
            return redirect("account", account_id=account.pk)
    context = _account_context(request, account, grant_form=form)
    return render(request, "people/accounts/account.html", context, status=422)


@require_POST
@page(permission=GRANT_GIVE.code)
@recent_sign_in
def withdraw(request: HttpRequest, grant_id: int) -> HttpResponse:
    """Withdraw a grant, with a reason."""
    grant = access_grant(request.actor, grant_id)  # type: ignore[attr-defined]
    withdraw_grant(
        grant=grant,
        reason=request.POST.get("reason", ""),
        by=request.actor,  # type: ignore[attr-defined]
        at=timezone.now(),
    )
    messages.success(request, _("Withdrawn. It ends with the next click."))
    return redirect("account", account_id=grant.account_id)


@require_http_methods(["GET", "POST"])
@page(permission=ACCOUNT_CREATE.code)
@recent_sign_in
def new_account(request: HttpRequest) -> HttpResponse:
    """Open an account with a first password, shown once; rights come from somebody else."""
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        first = "-".join(get_random_string(5, "abcdefghjkmnpqrstuvwxyz23456789") for _n in range(4))
        staff = form.cleaned_data["kind"] == Account.Kind.STAFF
        try:
            account = create_account(
                by=request.actor,  # type: ignore[attr-defined]
                at=timezone.now(),
                password=first if staff else None,
                **form.cleaned_data,
            )
        except DoorstepError as error:
            form.add_error(None, message_of(error))
        else:
            context = {"account": account, "first": first if staff else ""}
            return render(request, "people/accounts/opened.html", context)
    status = 422 if request.method == "POST" else 200
    return render(request, "people/accounts/new.html", {"form": form}, status=status)


@require_POST
@page(permission=ACCOUNT_CREATE.code)
@recent_sign_in
def close(request: HttpRequest, account_id: int) -> HttpResponse:
    """Close an account: grants, tokens and sessions end."""
    account = access_account(request.actor, account_id, timezone.now())  # type: ignore[attr-defined]
    close_account(
        account=account,
        reason=request.POST.get("reason", ""),
        by=request.actor,  # type: ignore[attr-defined]
        at=timezone.now(),
    )
    messages.success(request, _("The account is closed."))
    return redirect("account", account_id=account.pk)


@require_POST
@page(permission=ACCOUNT_CREATE.code)
@recent_sign_in
def reset_factors(request: HttpRequest, account_id: int) -> HttpResponse:
    """Take lost second factors away; the next sign-in enrols a new one."""
    account = access_account(request.actor, account_id, timezone.now())  # type: ignore[attr-defined]
    reset_account_factors(
        account=account,
        reason=request.POST.get("reason", ""),
        by=request.actor,  # type: ignore[attr-defined]
        at=timezone.now(),
    )
    messages.success(request, _("The next sign-in asks for a new second factor."))
    return redirect("account", account_id=account.pk)
