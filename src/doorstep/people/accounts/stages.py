"""A step of our own in signing in: no second factor, no way in."""

from __future__ import annotations

from typing import Any

from allauth.account.stages import LoginStage
from allauth.core.internal.httpkit import headed_redirect_response
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class EnrolSecondFactorStage(LoginStage):
    """Staff without a second factor enrol one before the door opens, whatever way they came."""

    key = "enrol_second_factor"
    urlname = "signin_enrol"

    def handle(self) -> tuple[Any, bool]:
        user: Any = self.login.user
        if user is None or not user.is_staff_account or is_mfa_enabled(user, FACTORS):
            return None, True
        return headed_redirect_response(self.urlname), True
