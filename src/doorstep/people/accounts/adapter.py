"""What Doorstep tells django-allauth about accounts."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from doorstep.kernel.errors import DoorstepError
from doorstep.people.accounts import limits
from doorstep.people.accounts.actors import address_of
from doorstep.people.accounts.phones import NotAMobileNumber, mobile
from doorstep.people.accounts.sms import sms_door
from doorstep.people.models import Account
from doorstep.people.operations.note_account_signin import (
    note_account_signin,
    note_account_signout,
    note_code_sent,
)
from doorstep.people.operations.verify_account_phone import verify_account_phone
from doorstep.people.rules.refusal import RefusedError
from doorstep.people.selectors.accounts import account_of_phone

RESIDENT_SESSION = 30 * 86400  # seconds; a phone is personal, and signing in is hard at 78


def as_form_error(error: DoorstepError) -> ValidationError:
    """Return a DoorstepError as the forms of allauth want it, in the reader's language."""
    cause = error.__cause__
    if isinstance(cause, RefusedError):  # says it more exactly: a digit short
        return ValidationError(gettext(cause.message).format(**cause.data), code=error.code)
    words = f"{gettext(error.title)} {gettext(error.mend)}".format(**error.data)
    return ValidationError(words, code=error.code)


class AccountAdapter(DefaultAccountAdapter):
    """Phones are sealed, every try is noted, limits count login and address together."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("This code is not right. Please look at the message once more."),
        "incorrect_password": _("Login name or password is not right."),
        "invalid_login": _("Login name or password is not right."),
        "username_password_mismatch": _("Login name or password is not right."),
        "phone_password_mismatch": _("Login name or password is not right."),
        "too_many_login_attempts": _("Too many tries. Please wait five minutes."),
        "rate_limited": _("Too many tries. Please wait a little."),
    }

    def get_login_stages(self) -> list[str]:
        return [
            "allauth.account.stages.LoginByCodeStage",
            "allauth.mfa.stages.AuthenticateStage",
            "doorstep.people.accounts.stages.EnrolSecondFactorStage",
        ]

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    # --- password -----------------------------------------------------------------------------
    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            limits.check_tries(
                name=credentials.get("username", ""),
                address=address_of(request),
                method=limits.PASSWORD,
                at=timezone.now(),
            )
        except limits.TooManyTries as error:
            raise as_form_error(error) from error

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        login = credentials.get("username", "")
        note_account_signin(
            name=login,
            account=Account.objects.filter(login=login.lower()).first(),
            method=limits.PASSWORD,
            succeeded=False,
            address=address_of(request),
            at=timezone.now(),
        )

    # --- in and out ---------------------------------------------------------------------------
    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        records = request.session.get("account_authentication_methods") or [{}]
        note_account_signin(
            name=user.login,
            account=user,
            method=records[-1].get("type") or records[-1].get("method", ""),
            succeeded=True,
            address=address_of(request),
            at=timezone.now(),
        )

    def logout(self, request: HttpRequest) -> None:
        account = request.user
        super().logout(request)
        if isinstance(account, Account) or account.is_authenticated:
            note_account_signout(account=account, address=address_of(request), at=timezone.now())

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        if user.kind == Account.Kind.RESIDENT:
            request.session.set_expiry(RESIDENT_SESSION)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            user.language,
            max_age=365 * 86400,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
        return response

    # --- phone --------------------------------------------------------------------------------
    def clean_phone(self, phone: str) -> str:
        try:
            return mobile(phone)
        except NotAMobileNumber as error:
            raise as_form_error(error) from error

    def send_verification_code_sms(self, user: Any, phone: str, code: str, **kwargs: Any) -> None:
        sms_door().send_code(phone, code)
        note_code_sent(
            phone=phone, account=user, address=address_of(context.request), at=timezone.now()
        )

    def get_user_by_phone(self, phone: str) -> Account | None:
        return account_of_phone(phone)

    def get_phone(self, user: Any) -> tuple[str, bool] | None:
        if user.phone is None:
            return None
        return user.phone.reveal(), user.phone_verified_at is not None

    def set_phone(self, user: Any, phone: str, verified: bool) -> None:
        raise NotImplementedError("a phone is changed at the desk")

    def set_phone_verified(self, user: Any, phone: str) -> None:
        verify_account_phone(account=user, phone=phone, at=timezone.now())

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: our own pages say what happened, and phones don't belong in messages."""
