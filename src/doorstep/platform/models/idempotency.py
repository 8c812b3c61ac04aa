"""First answers to writes that may be repeated."""

from __future__ import annotations

from django.db import models


class IdempotentAnswer(models.Model):
    """The answer that the first request with a key got; a replay gets the same one."""

    key = models.CharField(max_length=200, primary_key=True)
    at = models.DateTimeField()
    request = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=b"")

    class Meta:
        app_label = "platform"
        indexes = [models.Index(fields=["at"], name="platform_answer_at")]
