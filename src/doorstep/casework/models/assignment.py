"""Assignment: one piece of joint work on a case."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from doorstep.casework.models.case import Case
from doorstep.platform.fields import PlaceCodeField


class Assignment(models.Model):
    """A part of a case given to a unit: it leads (主责) or assists (协办), with a clock of its own
    and an outcome. A case whose assignments are open can't be resolved or closed."""

    class Part(models.TextChoices):
        LEAD = "lead"
        ASSIST = "assist"

    class Outcome(models.TextChoices):
        DONE = "done"
        NOT_NEEDED = "not-needed"
        IMPOSSIBLE = "impossible"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments")
    place = PlaceCodeField()
    part = models.CharField(max_length=6, choices=Part.choices)
    task = models.CharField(max_length=500)
    unit_place = PlaceCodeField()
    unit_role = models.CharField(max_length=32)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    due_at = models.DateTimeField(null=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=10, blank=True, choices=Outcome.choices)
    report = models.CharField(max_length=2_000, blank=True)

    class Meta:
        app_label = "casework"
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["unit_place", "due_at"],
                name="casework_assignment_unit",
                condition=Q(ended_at__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(part__in=["lead", "assist"]), name="casework_assignment_part"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="")
                | Q(ended_at__isnull=False, outcome__in=["done", "not-needed", "impossible"]),
                name="casework_assignment_ends_with_outcome",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(part="lead", ended_at__isnull=True),
                name="casework_assignment_one_lead",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.unit_place}"
