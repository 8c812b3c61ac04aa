"""Tag: a dated fact about a resident, with where it comes from."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from doorstep.people.models.resident import Resident
from doorstep.platform.fields import PlaceCodeField


class Tag(models.Model):
    """``kind``: a code of the registry's tags. ``confidence``: 0–100. ``until``: when it stopped
    being true; a row is never removed. ``place`` follows the resident's."""

    class Source(models.TextChoices):
        RESIDENT = "resident", _("Said by the resident")
        WORKER = "worker", _("Seen by a worker")
        VISIT = "visit", _("Found on a visit")
        IMPORT = "import", _("From a register")
        RULE = "rule", _("Found by a rule")

    id = models.BigAutoField(primary_key=True)
    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="tags")
    place = PlaceCodeField()
    kind = models.CharField(max_length=40, db_collation="C")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=10, choices=Source.choices)
    confidence = models.PositiveSmallIntegerField(default=100)
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        app_label = "people"
        indexes = [models.Index(fields=["kind", "place"], name="people_tag_kind_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "kind"],
                condition=Q(until__isnull=True),
                name="people_tag_once_at_a_time",
            ),
            models.CheckConstraint(condition=Q(confidence__lte=100), name="people_tag_confidence"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="people_tag_period",
            ),
        ]
