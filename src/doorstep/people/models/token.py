"""ApiToken: what a machine or a person's program shows instead of signing in."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import models


class ApiToken(models.Model):
    """A bearer token. Only its SHA-256 is kept (it has 256 bits of chance, so no salt is needed).

    ``hint``: its last four characters, by which its owner tells it from others.
    """

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens"
    )
    label = models.CharField(max_length=64)
    digest = models.BinaryField(max_length=32, unique=True)
    hint = models.CharField(max_length=4)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "people"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.label} (…{self.hint})"

    def holds(self, at: datetime) -> bool:
        """Say whether it still opens the door at ``at``."""
        return self.revoked_at is None and self.expires_at > at

    @staticmethod
    def digest_of(text: str) -> bytes:
        """Return what is kept of a token's text."""
        return hashlib.sha256(text.encode()).digest()
