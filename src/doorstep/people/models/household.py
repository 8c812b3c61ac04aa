"""Household: those who share a dwelling and its kitchen."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from doorstep.platform.fields import PlaceCodeField


class Household(models.Model):
    """Residents who live together at one place (usually a dwelling, 22 digits).

    Two households may share a dwelling (a let room). ``ended_on``: when it was broken up.
    """

    id = models.BigAutoField(primary_key=True)
    place = PlaceCodeField()
    formed_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        app_label = "people"
        indexes = [models.Index(fields=["place"], name="people_household_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=models.F("formed_on")),
                name="people_household_period",
            ),
        ]

    def __str__(self) -> str:
        return f"household {self.pk}"
