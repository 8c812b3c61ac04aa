"""Stations 服务站 with their opening hours."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

from doorstep.kernel.places import hi_of
from doorstep.places.models.division import Division


class StationQuerySet(models.QuerySet["Station"]):
    def under(self, code: str) -> StationQuerySet:
        return self.filter(place_id__gte=code, place_id__lt=hi_of(code))

    def open_to_public(self) -> StationQuerySet:
        return self.filter(closed_on=None)


class Station(models.Model):
    """Where service is given (HSDS ``location``): a community's station, a subdistrict's centre or
    an extension point. ``code`` is public and stays when divisions change. Coordinates are WGS84
    (CGCS2000) in degrees."""

    class Kind(models.TextChoices):
        STATION = "station", _("service station")
        CENTRE = "centre", _("service centre")
        EXTENSION = "extension", _("extension point")

    code = models.CharField(max_length=20, primary_key=True, db_collation="C")
    place = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="stations")
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.STATION)
    name = models.CharField(max_length=80)
    address = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    about = models.CharField(max_length=500, blank=True)
    how_to_get_there = models.CharField(max_length=200, blank=True)
    step_free = models.BooleanField(default=False)
    closed_on = models.DateField(null=True, blank=True)

    objects = StationQuerySet.as_manager()

    class Meta:
        app_label = "places"
        constraints = [
            CheckConstraint(
                condition=Q(code__regex=r"^\d{6,12}(-\d{2,3})?$"), name="places_station_code_shape"
            ),
            CheckConstraint(condition=~Q(name=""), name="places_station_named"),
            CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="places_station_on_earth",
            ),
        ]
        indexes = [models.Index(fields=["latitude", "longitude"], name="places_station_where")]

    def __str__(self) -> str:
        return self.name


class StationHours(models.Model):
    """One line of opening hours (HSDS ``schedule``, weekly by RFC 5545); see ``rules.hours.Span``.

    ``special`` lines replace the weekly ones in their (short) range; without times they say
    "closed". ``closes`` at 00:00 means midnight.
    """

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    special = models.BooleanField(default=False)
    holidays = models.BooleanField(default=False)
    note = models.CharField(max_length=80, blank=True)

    class Meta:
        app_label = "places"
        verbose_name_plural = "station hours"
        constraints = [
            CheckConstraint(condition=Q(weekday__range=(1, 7)), name="places_stationhours_weekday"),
            CheckConstraint(
                condition=Q(opens=None, closes=None, special=True)
                | Q(opens__isnull=False, closes__gt=F("opens"))
                | Q(opens__isnull=False, closes="00:00"),
                name="places_stationhours_order",
            ),
            CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
                name="places_stationhours_range",
            ),
            CheckConstraint(
                condition=Q(special=False) | Q(since__isnull=False, until__isnull=False),
                name="places_stationhours_special_ends",
            ),
        ]
