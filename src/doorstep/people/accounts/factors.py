"""What Doorstep tells django-allauth about second factors: their secrets are sealed."""

from __future__ import annotations

import base64

from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext_lazy as _

from doorstep.platform.sealed.boxes import seal, unseal

LABEL = "mfa_authenticator.data"


class FactorAdapter(DefaultMFAAdapter):
    """TOTP secrets and the seed of recovery codes are kept sealed."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "This code is not right. Codes change every 30 seconds: take a new one."
        ),
    }

    def encrypt(self, text: str) -> str:
        return base64.b64encode(seal(text, LABEL)).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(base64.b64decode(encrypted_text), LABEL)
