"""ResidentChange: what was changed on a resident, by whom, never rewritten."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from doorstep.people.models.resident import Resident


class ResidentChange(models.Model):
    """One line of history. ``before`` and ``after``: the fields that differ, sealed ones masked.

    It is seen by whoever sees the resident, so the history follows the person.
    """

    class Action(models.TextChoices):
        REGISTERED = "registered", _("Registered")
        AMENDED = "amended", _("Corrected")
        MOVED = "moved", _("Moved")
        DIED = "died", _("Recorded as died")

    id = models.BigAutoField(primary_key=True)
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    by_name = models.CharField(max_length=64)
    action = models.CharField(max_length=12, choices=Action.choices)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        app_label = "people"
        indexes = [models.Index(fields=["resident", "-id"], name="people_change_of")]
