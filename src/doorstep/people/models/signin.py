"""SignInAttempt: what the limits count, and what an account's owner sees under "recent"."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

METHODS = {
    "password": _("Password"),
    "totp": _("Authenticator app"),
    "recovery_codes": _("Recovery code"),
    "code": _("Code by text message"),
    "sms": _("Text message sent"),
    "oidc": _("City identity"),
    "socialaccount": _("City identity"),
}


class SignInAttempt(models.Model):
    """One try to sign in. Neither login nor phone is kept, only a keyed digest of it.

    Kept in the database rather than a cache, so that the limits hold over any number of
    processes; purged after a day for unknown names and after 180 days otherwise. The audit
    record is the trail, not this table.
    """

    id = models.BigAutoField(primary_key=True)
    who = models.BinaryField(max_length=16)
    address = models.GenericIPAddressField(null=True)
    method = models.CharField(max_length=16)
    succeeded = models.BooleanField()
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        app_label = "people"
        indexes = [
            models.Index(fields=["who", "address", "at"], name="people_signin_who"),
            models.Index(fields=["address", "at"], name="people_signin_address"),
            models.Index(fields=["account", "at"], name="people_signin_account"),
        ]

    @property
    def method_title(self) -> str:
        """How somebody came, in the reader's language."""
        return str(METHODS.get(self.method, self.method))

    def __str__(self) -> str:
        return f"{self.method} {self.at:%Y-%m-%d %H:%M}"
