"""CaseFile: a photo or document that belongs to a case."""

from __future__ import annotations

from django.db import models

from doorstep.casework.models.case import Case
from doorstep.casework.models.timeline import TimelineEntry
from doorstep.platform.fields import PlaceCodeField


class CaseFile(models.Model):
    """Joins a stored file to a case. Append-only; ``audience`` as in the timeline."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="files")
    place = PlaceCodeField()
    file = models.ForeignKey(
        "platform.StoredFile", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    audience = models.CharField(max_length=8, choices=TimelineEntry.Audience.choices)
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)

    class Meta:
        app_label = "casework"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "file"], name="casework_casefile_once")
        ]

    def __str__(self) -> str:
        return str(self.file_id)
