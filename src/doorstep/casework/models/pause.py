"""Suspension and Extension: why the clocks of a case stood still or were given longer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from doorstep.casework.models.case import Case
from doorstep.platform.fields import PlaceCodeField


class Suspension(models.Model):
    """A pause: waiting for the resident's word, or suspended until a day, with its reason."""

    class Why(models.TextChoices):
        WAITING = "waiting"
        SUSPENDED = "suspended"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="suspensions")
    place = PlaceCodeField()
    why = models.CharField(max_length=10, choices=Why.choices)
    reason = models.CharField(max_length=500)
    before = models.CharField(max_length=10)
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        app_label = "casework"
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["until"],
                name="casework_suspension_until",
                condition=Q(ended_at__isnull=True, until__isnull=False),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(why="waiting")
                | Q(why="suspended", until__isnull=False, until__gt=F("began_at")),
                name="casework_suspension_until_later",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")),
                name="casework_suspension_period",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_at__isnull=True),
                name="casework_suspension_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.why} {self.began_at:%Y-%m-%d}"


class Extension(models.Model):
    """A clock given longer, by whom and why, from which due time to which."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="extensions")
    place = PlaceCodeField()
    reason = models.CharField(max_length=500)
    due_before = models.DateTimeField()
    due_after = models.DateTimeField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        app_label = "casework"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_after__gt=F("due_before")), name="casework_extension_longer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.due_before:%Y-%m-%d} → {self.due_after:%Y-%m-%d}"
