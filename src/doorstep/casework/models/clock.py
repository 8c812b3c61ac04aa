"""Clock and ClockStep: when something is due, and what fires on the way."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from doorstep.casework.models.assignment import Assignment
from doorstep.casework.models.case import Case
from doorstep.casework.rules.clocks import UNITS, StepName, What
from doorstep.platform.fields import PlaceCodeField

RUNNING = Q(stopped_at__isnull=True)
PENDING = Q(fired_at__isnull=True, dropped_at__isnull=True, held=False)


class Clock(models.Model):
    """One term of a case: from ``anchor_at``, ``amount`` of ``unit``, or ``left`` after a pause.

    ``due_at`` is stored when set. It is computed again only while the clock is open and
    ``provisional`` (it reaches into a year whose holidays are not announced).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clocks", db_index=False)
    place = PlaceCodeField()
    what = models.CharField(max_length=10)
    round = models.PositiveSmallIntegerField(default=1)
    assignment = models.ForeignKey(
        Assignment, null=True, on_delete=models.PROTECT, related_name="clocks", db_index=False
    )
    started_at = models.DateTimeField()
    anchor_at = models.DateTimeField()
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=15)
    left = models.DurationField(null=True)
    due_at = models.DateTimeField()
    provisional = models.BooleanField(default=False)
    paused_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "casework"
        indexes = [
            models.Index(fields=["case"], name="casework_clock_case"),
            models.Index(
                fields=["id"],
                name="casework_clock_provisional",
                condition=Q(provisional=True) & RUNNING,
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=[str(what) for what in What]), name="casework_clock_what"
            ),
            models.CheckConstraint(
                condition=Q(unit__in=UNITS) & Q(amount__gt=0), name="casework_clock_term"
            ),
            models.CheckConstraint(
                condition=Q(due_at__gte=F("started_at")), name="casework_clock_due_after_start"
            ),
            models.CheckConstraint(
                condition=Q(what="assignment", assignment__isnull=False)
                | (~Q(what="assignment") & Q(assignment__isnull=True)),
                name="casework_clock_assignment",
            ),
            models.UniqueConstraint(
                fields=["case", "what", "assignment"],
                condition=RUNNING,
                nulls_distinct=False,
                name="casework_clock_one_running",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.due_at:%Y-%m-%d %H:%M}"


class ClockStep(models.Model):
    """A step of a clock: fires once. ``held`` while the clock is paused, ``dropped_at`` when it
    stopped before the step came."""

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="steps", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    place = PlaceCodeField()
    name = models.CharField(max_length=10)
    due_at = models.DateTimeField()
    held = models.BooleanField(default=False)
    fired_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "casework"
        indexes = [
            models.Index(fields=["due_at", "id"], name="casework_step_pending", condition=PENDING),
            models.Index(fields=["case"], name="casework_step_case", condition=PENDING),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(name__in=[str(name) for name in StepName]), name="casework_step_name"
            ),
            models.CheckConstraint(
                condition=Q(fired_at=None) | Q(dropped_at=None), name="casework_step_one_end"
            ),
            models.CheckConstraint(
                condition=Q(fired_at=None) | Q(fired_at__gte=F("due_at")),
                name="casework_step_not_early",
            ),
            models.UniqueConstraint(fields=["clock", "name"], name="casework_step_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.due_at:%Y-%m-%d %H:%M}"
