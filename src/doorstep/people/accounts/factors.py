"""What Doorstep tells django-allauth about second factors: their secrets are sealed."""

from __future__ import annotations

import base64
from typing import Any

import segno
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


def picture_of(account: Any, secret: str) -> str:
    """Return the QR code of a new secret as a ``data:`` address, to be scanned by an app."""
    address = FactorAdapter().build_totp_url(account, secret)
    return segno.make(address, error="m").svg_data_uri(scale=6, border=4, light="white")
