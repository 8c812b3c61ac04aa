"""Closing and Rating: how a round of a case ended, and what she thought of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from doorstep.casework.models.case import Case
from doorstep.platform.fields import PlaceCodeField


class Closing(models.Model):
    """One closing of a case; a case that was reopened has several. Append-only.

    ``outcome``: code of the outcome (``done``, or one of the kind's on-the-spot outcomes).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="closings")
    place = PlaceCodeField()
    round = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=60, blank=True)
    text = models.CharField(max_length=2_000, blank=True)
    on_the_spot = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        app_label = "casework"
        ordering = ["id"]
        indexes = [models.Index(fields=["place", "at"], name="casework_closing_place")]
        constraints = [
            models.UniqueConstraint(fields=["case", "round"], name="casework_closing_once_a_round")
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.at:%Y-%m-%d}"


class Rating(models.Model):
    """What the asker thought (好差评): 5 very satisfied … 1 very dissatisfied. One per closing.

    Append-only: staff can neither edit nor remove it. Who is rated sees sums, not this row.
    """

    closing = models.OneToOneField(Closing, on_delete=models.PROTECT, related_name="rating")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="ratings")
    place = PlaceCodeField()
    score = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=1_000, blank=True)
    channel = models.CharField(max_length=10)
    resident = models.ForeignKey(
        "people.Resident", null=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        app_label = "casework"
        ordering = ["id"]
        indexes = [models.Index(fields=["place", "at"], name="casework_rating_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=5), name="casework_rating_score"
            )
        ]

    def __str__(self) -> str:
        return str(self.score)
