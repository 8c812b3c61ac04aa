"""Facts that happened, and to whom they were delivered."""

from __future__ import annotations

from django.db import models

from doorstep.platform.fields import PlaceCodeField


class StoredFact(models.Model):
    """A fact, stored in the transaction of the operation that made it true."""

    at = models.DateTimeField()
    name = models.CharField(max_length=80)
    place = PlaceCodeField(blank=True)
    subject = models.CharField(max_length=80)
    payload = models.JSONField()

    class Meta:
        app_label = "platform"
        indexes = [models.Index(fields=["subject", "id"], name="platform_fact_subject")]


class FactDelivery(models.Model):
    """That a listener has handled a fact: written in the same transaction as its effect, so a
    delivery that is repeated changes nothing."""

    fact = models.ForeignKey(StoredFact, on_delete=models.CASCADE)
    listener = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        app_label = "platform"
        constraints = [
            models.UniqueConstraint(fields=["fact", "listener"], name="platform_delivery_once")
        ]
