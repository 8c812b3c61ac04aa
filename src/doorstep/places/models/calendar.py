"""A district's own working days, over the official table, and the years it has entered whole."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Q

from doorstep.platform.fields import PlaceCodeField


class HolidayOverride(models.Model):
    """A day that a district declares working or free, over the official holiday table.

    ``place``: the code it holds for and everything below it.
    """

    place = PlaceCodeField(max_length=12)
    day = models.DateField()
    is_working = models.BooleanField()
    name = models.CharField(max_length=40)
    set_by = models.CharField(max_length=80, blank=True)
    set_at = models.DateTimeField()

    class Meta:
        app_label = "places"
        constraints = [
            models.UniqueConstraint(fields=["place", "day"], name="places_holidayoverride_once")
        ]


class CalendarYear(models.Model):
    """A year whose notice is entered whole for ``place`` and below, before the library has it.

    Terms that reach into it are no longer provisional. A whole year is a district's to load, so
    that it need not move when communities merge.
    """

    place = PlaceCodeField(max_length=6)
    year = models.PositiveSmallIntegerField()
    loaded_by = models.CharField(max_length=80, blank=True)
    loaded_at = models.DateTimeField()

    class Meta:
        app_label = "places"
        constraints = [
            models.UniqueConstraint(fields=["place", "year"], name="places_calendaryear_once"),
            CheckConstraint(
                condition=Q(place__regex=r"^\d{2}(\d{2}){0,2}$"),
                name="places_calendaryear_district",
            ),
            CheckConstraint(condition=Q(year__range=(2000, 2200)), name="places_calendaryear_year"),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.year}"
