"""CaseAsker and Notice: who wants to hear of a case, and what they were told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from doorstep.casework.models.case import Case
from doorstep.casework.models.timeline import TimelineEntry
from doorstep.platform.fields import PlaceCodeField


class CaseAsker(models.Model):
    """Somebody besides the case's own asker who is told how it goes: she asked the same thing
    (a duplicate), or a neighbour follows it. She sees the state, not another's words."""

    class Why(models.TextChoices):
        DUPLICATE = "duplicate"
        FOLLOWS = "follows"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="askers")
    place = PlaceCodeField()
    resident = models.ForeignKey("people.Resident", on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=10, choices=Why.choices)
    since = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        app_label = "casework"
        constraints = [
            models.UniqueConstraint(fields=["case", "resident"], name="casework_asker_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}:{self.resident_id}"


class Notice(models.Model):
    """A message to one asker about one entry of the timeline: made once, delivered by a job.

    ``text`` is what is sent; to those who are not the asker it names the number and state only.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notices")
    place = PlaceCodeField()
    entry = models.ForeignKey(
        TimelineEntry, on_delete=models.PROTECT, related_name="notices", db_index=False
    )
    resident = models.ForeignKey("people.Resident", on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=2_000)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "casework"
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="casework_notice_waiting",
                condition=Q(state="waiting"),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "entry", "resident"], name="casework_notice_once"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="casework_notice_sent_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}:{self.entry_id}:{self.resident_id}"
