"""Signing in through the city's identity provider (OpenID Connect)."""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from doorstep.kernel.errors import N_, Unavailable
from doorstep.people.accounts import limits
from doorstep.people.accounts.actors import address_of
from doorstep.people.operations.link_account_subject import forget_profile
from doorstep.people.operations.note_account_signin import note_account_signin


class IdentityProviderSilent(Unavailable):
    code = "identity-provider-silent"
    title = N_("The city's identity service does not answer just now.")
    mend = N_("Try again in a minute, or sign in with login name and password.")


class OpenIdAdapter(DefaultSocialAccountAdapter):
    """Only a subject that a security administrator linked to a staff account gets in.

    No account is made, and none is found by e-mail: an address can change hands, a subject can't.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.is_existing and sociallogin.user.is_staff_account:
            forget_profile(link=sociallogin.account)
            return
        note_account_signin(
            name=f"{sociallogin.account.provider}:{sociallogin.account.uid}",
            account=sociallogin.user if sociallogin.is_existing else None,
            method=limits.OPENID,
            succeeded=False,
            address=address_of(request),
            at=timezone.now(),
        )
        raise ImmediateHttpResponse(HttpResponseRedirect(reverse("signin_unlinked")))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Any = None,
        extra_context: Any = None,
    ) -> None:
        note_account_signin(
            name=str(getattr(provider, "id", "")),
            account=None,
            method=limits.OPENID,
            succeeded=False,
            address=address_of(request),
            at=timezone.now(),
        )
        raise ImmediateHttpResponse(HttpResponseRedirect(reverse("signin_unlinked") + "?error=1"))
