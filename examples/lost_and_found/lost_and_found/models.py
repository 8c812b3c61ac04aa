"""Finds, their handing over, and searches. A row that matters is added, nothing is unset."""

from __future__ import annotations

from django.db import models

from doorstep.platform.fields import PlaceCodeField


class Find(models.Model):
    """A thing that was found and handed in. ``where``: in the finder's words."""

    place = PlaceCodeField()
    what = models.CharField(max_length=80)
    where = models.CharField(max_length=80, blank=True)
    kept_at = models.DateTimeField()
    kept_by = models.BigIntegerField(null=True)

    class Meta:
        app_label = "lost_and_found"
        indexes = [models.Index(fields=["place", "-id"], name="lost_and_found_find_place")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(what=""), name="lost_and_found_find_what")
        ]


class HandOver(models.Model):
    """To whom a find was given. Only grows: it is the station's receipt."""

    find = models.OneToOneField(Find, on_delete=models.PROTECT, related_name="hand_over")
    place = PlaceCodeField()
    receiver = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)

    class Meta:
        app_label = "lost_and_found"


class Search(models.Model):
    """That somebody is looking for something: the case that says so."""

    case_number = models.CharField(max_length=24, unique=True)
    place = PlaceCodeField()
    at = models.DateTimeField()

    class Meta:
        app_label = "lost_and_found"
