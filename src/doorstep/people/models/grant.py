"""Grant: account × role × place, for a time."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from doorstep.platform.fields import PlaceCodeField


class GrantQuerySet(models.QuerySet["Grant"]):
    """Questions about grants."""

    def valid(self, at: datetime) -> GrantQuerySet:
        """Keep those that hold at ``at``."""
        return self.filter(since__lte=at).filter(Q(until__isnull=True) | Q(until__gt=at))


class Grant(models.Model):
    """A role that an account holds at a place and everything below it, from ``since`` to ``until``.

    The database refuses the same role at the same place twice at a time, and refuses two of the
    three powers (system_admin, security_admin, auditor) in one hand: see migration 0001_accounts.
    """

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants"
    )
    role = models.CharField(max_length=32)
    place = PlaceCodeField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=200, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        app_label = "people"
        ordering = ["place", "role"]
        indexes = [models.Index(fields=["place", "role"], name="people_grant_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="people_grant_period",
            ),
            models.CheckConstraint(
                condition=Q(given_by__isnull=True) | ~Q(given_by=models.F("account")),
                name="people_grant_not_to_oneself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}@{self.place}"
