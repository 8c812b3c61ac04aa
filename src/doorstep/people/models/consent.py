"""Consent: what a resident allows, and to whom."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from doorstep.people.models.resident import Resident
from doorstep.platform.fields import PlaceCodeField


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Questions about consents."""

    def valid(self, at: datetime) -> ConsentQuerySet:
        """Keep those that hold at ``at``."""
        return self.filter(since__lte=at, withdrawn_at__isnull=True).filter(
            Q(until__isnull=True) | Q(until__gt=at)
        )


class Consent(models.Model):
    """``principal`` allows ``acts``. With an ``agent`` (an account) it lets them act for the
    principal; without one it allows us to use sensitive data (PIPL art. 29).

    ``evidence``: how it was given (signed paper and where it lies, own phone, said before two
    workers). A minor's is given by the guardian (``given_by_guardian``). Withdrawn by one click;
    the row stays.
    """

    class Act(models.TextChoices):
        ASK = "ask", _("Ask and follow cases")
        RATE = "rate", _("Rate for them")
        BOOK = "book", _("Book and order")
        FILE = "file", _("File government items")
        SEE = "see", _("See the person's own page")
        HEALTH = "health_data", _("Use of health data")
        CARE = "care_data", _("Use of data for care at home")

    id = models.BigAutoField(primary_key=True)
    principal = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="consents")
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="acts_for",
    )
    place = PlaceCodeField()
    acts = ArrayField(models.CharField(max_length=16, choices=Act.choices))
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    evidence = models.CharField(max_length=200)
    given_by_guardian = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        app_label = "people"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=models.F("since")),
                name="people_consent_period",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=models.F("since")),
                name="people_consent_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(acts__len__gte=1) & ~Q(evidence=""), name="people_consent_says_what"
            ),
        ]

    def holds_at(self, at: datetime) -> bool:
        return (
            self.withdrawn_at is None
            and self.since <= at
            and (self.until is None or self.until > at)
        )
