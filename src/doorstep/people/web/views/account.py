"""One's own account: language, second factor, sessions, tokens, password."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from doorstep.kernel.errors import Forbidden, NotFound
from doorstep.people.accounts.recent import SignInAgain, recent_sign_in
from doorstep.people.models import Account, ApiToken
from doorstep.people.operations.change_account_language import change_account_language
from doorstep.people.operations.end_account_session import end_account_session
from doorstep.people.operations.enrol_account_totp import renew_recovery_codes
from doorstep.people.operations.issue_token import issue_token
from doorstep.people.operations.revoke_token import revoke_token
from doorstep.people.operations.set_account_password import set_account_password
from doorstep.people.selectors.account_page import sessions_of, tokens_of, tries_of
from doorstep.people.selectors.accounts import grants_of
from doorstep.people.selectors.place_names import place_names
from doorstep.people.web.account_forms import PasswordForm, TokenForm
from doorstep.platform.permissions import ROLES
from doorstep.platform.web.access import page


def own_account(request: HttpRequest) -> Account:
    """Return the account of the session.

    Raises:
        SignInAgain: the request came with a token; these pages are for people.
    """
    user: Any = request.user
    if not user.is_authenticated:
        raise SignInAgain
    return user


def role_title(code: str) -> str:
    """Return a role as the reader calls it."""
    chinese, english = ROLES.get(code, (code, code))
    return english if (get_language() or "").startswith("en") else chinese


def roles_of(account: Account) -> list[dict[str, Any]]:
    """Return what the account may do where, ready to be shown."""
    held = grants_of(account, timezone.now())
    names = place_names(grant.place for grant in held)
    return [
        {"grant": g, "role": role_title(g.role), "place": names.get(g.place, g.place)} for g in held
    ]


def _context(request: HttpRequest, account: Account, **forms: Any) -> dict[str, Any]:
    now = timezone.now()
    shell = "resident" if account.kind == Account.Kind.RESIDENT else "desk"
    factors = Authenticator.objects.filter(user_id=account.pk).values_list("type", flat=True)
    return {
        "shell_template": f"platform/shell/{shell}.html",
        "account": account,
        "roles": roles_of(account),
        "languages": Account.Language.choices,
        "factors": list(factors) if account.is_staff_account else [],
        "sessions": sessions_of(account, request.session.session_key),
        "tokens": tokens_of(account, now) if account.is_staff_account else [],
        "tries": tries_of(account) if account.is_staff_account else [],
        "token_form": TokenForm(),
        "password_form": PasswordForm(),
        **forms,
    }


@require_GET
@page(signed_in=True)
def me(request: HttpRequest) -> HttpResponse:
    """Show one's own account."""
    account = own_account(request)
    return render(request, "people/accounts/me.html", _context(request, account))


@require_POST
@page(signed_in=True)
def language(request: HttpRequest) -> HttpResponse:
    """Change the language of the pages."""
    account = own_account(request)
    change_account_language(account=account, language=request.POST.get("language", ""))
    response = HttpResponseRedirect("/me/")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        account.language,
        max_age=365 * 86400,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@require_POST
@page(signed_in=True)
def end_sessions(request: HttpRequest) -> HttpResponse:
    """End one session (``session``) or all others."""
    account = own_account(request)
    chosen = request.POST.get("session", "")
    if chosen and not chosen.isdecimal():
        raise NotFound
    ended = end_account_session(
        account=account,
        session_id=int(chosen) if chosen else None,
        keep=request.session.session_key,
        by=request.actor,  # type: ignore[attr-defined]
        at=timezone.now(),
    )
    messages.success(request, _("Signed out on %(n)s devices.") % {"n": ended})
    return redirect("me")


@require_POST
@page(signed_in=True)
@recent_sign_in
def new_token(request: HttpRequest) -> HttpResponse:
    """Issue a token and show it, this once."""
    account = own_account(request)
    if not account.is_staff_account:
        raise Forbidden
    form = TokenForm(request.POST)
    if not form.is_valid():
        context = _context(request, account, token_form=form)
        return render(request, "people/accounts/me.html", context, status=422)
    token, text = issue_token(
        account=account,
        label=form.cleaned_data["label"],
        lasts=timedelta(days=int(form.cleaned_data["days"])),
        by=request.actor,  # type: ignore[attr-defined]
        at=timezone.now(),
    )
    return render(request, "people/accounts/token_issued.html", {"token": token, "text": text})


@require_POST
@page(signed_in=True)
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """Revoke one of one's own tokens."""
    account = own_account(request)
    token = ApiToken.objects.select_related("account").filter(pk=token_id, account=account).first()
    if token is None:
        raise NotFound
    revoke_token(token=token, by=request.actor, at=timezone.now())  # type: ignore[attr-defined]
    messages.success(request, _("The token does not open anything any more."))
    return redirect("me")


@require_POST
@page(signed_in=True)
@recent_sign_in
def new_recovery_codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes; the old ones end."""
    account = own_account(request)
    codes = renew_recovery_codes(
        account=account,
        by=request.actor,  # type: ignore[attr-defined]
        at=timezone.now(),
    )
    return render(request, "people/accounts/recovery_codes.html", {"codes": codes})


@require_POST
@page(signed_in=True)
@recent_sign_in
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; all other sessions end."""
    account = own_account(request)
    if not account.is_staff_account:
        raise Forbidden
    form = PasswordForm(request.POST, account=account)
    if not form.is_valid():
        context = _context(request, account, password_form=form)
        return render(request, "people/accounts/me.html", context, status=422)
    set_account_password(
        account=account,
        password=form.cleaned_data["new"],
        by=request.actor,  # type: ignore[attr-defined]
        at=timezone.now(),
    )
    update_session_auth_hash(request, account)
    messages.success(request, _("The new password holds. Other devices were signed out."))
    return redirect("me")
