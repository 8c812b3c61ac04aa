"""The trail: who did, saw or was refused what, and why."""

from __future__ import annotations

from django.db import models

from doorstep.platform.fields import PlaceCodeField


class TrailEntry(models.Model):
    """One act. Append-only: the database refuses to change or remove it."""

    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=80, blank=True)
    via = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=45, blank=True)
    action = models.CharField(max_length=60)
    result = models.CharField(max_length=10, default="done")
    subject = models.CharField(max_length=80, blank=True)
    place = PlaceCodeField(blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        app_label = "platform"
        indexes = [
            models.Index(fields=["subject", "id"], name="platform_trail_subject"),
            models.Index(fields=["actor_id", "id"], name="platform_trail_actor"),
            models.Index(fields=["place", "id"], name="platform_trail_place"),
        ]


class TrailLink(models.Model):
    """The place of an entry in the hash chain. Made by one sealer at a time, so that taking a case
    never waits for another writer."""

    seq = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(TrailEntry, on_delete=models.DO_NOTHING, related_name="link")
    hash = models.BinaryField(max_length=32)

    class Meta:
        app_label = "platform"


class TrailAnchor(models.Model):
    """The head of the chain at a moment, also written outside the database."""

    at = models.DateTimeField()
    seq = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        app_label = "platform"
