"""TimelineEntry: what happened to a case, in order, for good."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from doorstep.casework.models.case import Case
from doorstep.platform.fields import PlaceCodeField


class TimelineEntry(models.Model):
    """One thing that happened. Append-only: the database refuses to change or remove it.

    ``verb``: a move, or ``clock``, ``route``, ``file``, ``rate``, ``told``. ``audience``: what
    the resident sees too, or staff only. ``place`` is where the case was then: rows can't be
    rewritten when divisions merge, so who may see them follows the case itself.
    """

    class Audience(models.TextChoices):
        RESIDENT = "resident"
        STAFF = "staff"

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="timeline", db_index=False
    )
    place = PlaceCodeField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=20)
    from_state = models.CharField(max_length=10, blank=True)
    to_state = models.CharField(max_length=10, blank=True)
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.STAFF)
    text = models.CharField(max_length=2_000, blank=True)
    data = models.JSONField(default=dict)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=80, blank=True)

    class Meta:
        app_label = "casework"
        ordering = ["id"]
        indexes = [models.Index(fields=["case", "id"], name="casework_timeline_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(audience__in=["resident", "staff"]), name="casework_timeline_audience"
            )
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.at:%Y-%m-%d %H:%M}"
