"""Who stands behind the desk when, and who leads a block."""

from __future__ import annotations

from datetime import date, datetime, time

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from doorstep.platform.fields import PlaceCodeField


class StationDutyQuerySet(models.QuerySet["StationDuty"]):
    """Questions about duties; times are those of the wall clock in Shanghai."""

    def on(self, day: date) -> StationDutyQuerySet:
        """Keep those of ``day``."""
        return self.filter(weekday=day.isoweekday(), since__lte=day).filter(
            Q(until__isnull=True) | Q(until__gte=day)
        )

    def at(self, moment: datetime) -> StationDutyQuerySet:
        """Keep those that are on duty at ``moment`` (local time)."""
        now: time = moment.time()
        return self.on(moment.date()).filter(starts__lte=now, ends__gt=now)


class StationDuty(models.Model):
    """``account`` is at ``station`` every ``weekday`` (1 Monday … 7 Sunday) from ``starts`` to
    ``ends``, between two dates. ``place``: the place code of the station.

    The database refuses that one person has overlapping duties on a weekday.
    """

    id = models.BigAutoField(primary_key=True)
    station = models.ForeignKey("places.Station", on_delete=models.CASCADE, related_name="duties")
    place = PlaceCodeField()
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="duties"
    )
    weekday = models.PositiveSmallIntegerField(_("Weekday"))
    starts = models.TimeField(_("From"))
    ends = models.TimeField(_("To"))
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = StationDutyQuerySet.as_manager()

    class Meta:
        app_label = "people"
        ordering = ["weekday", "starts"]
        indexes = [models.Index(fields=["place", "weekday"], name="people_stationduty_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__range=(1, 7)), name="people_stationduty_weekday"
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="people_stationduty_order"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="people_stationduty_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.station_id} {self.weekday} {self.starts:%H:%M}-{self.ends:%H:%M}"


class BlockLeadQuerySet(models.QuerySet["BlockLead"]):
    """Questions about block leads."""

    def valid(self, day: date) -> BlockLeadQuerySet:
        """Keep those who lead on ``day``."""
        return self.filter(since__lte=day).filter(Q(until__isnull=True) | Q(until__gt=day))


class BlockLead(models.Model):
    """``account`` leads ``block`` from ``since`` until (not on) ``until``; one lead at a time, kept
    by the database. ``place``: the community."""

    id = models.BigAutoField(primary_key=True)
    block = models.ForeignKey("places.Block", on_delete=models.CASCADE, related_name="leads")
    place = PlaceCodeField()
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="leads"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = BlockLeadQuerySet.as_manager()

    class Meta:
        app_label = "people"
        ordering = ["block", "-since"]
        indexes = [models.Index(fields=["place"], name="people_blocklead_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="people_blocklead_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.block_id}: {self.account_id}"
