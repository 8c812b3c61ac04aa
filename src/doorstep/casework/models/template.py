"""ReplyTemplate: a place's own words for a move, instead of the kind's."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from doorstep.platform.fields import PlaceCodeField


class ReplyTemplate(models.Model):
    """``texts``: language → text with ``{placeholders}``. The nearest place wins. Configuration
    without personal data, so it has no row-level security."""

    place = PlaceCodeField(blank=True)
    kind = models.CharField(max_length=40, blank=True, db_collation="C")
    move = models.CharField(max_length=20)
    texts = models.JSONField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        app_label = "casework"
        ordering = ["place", "kind", "move"]
        constraints = [
            models.UniqueConstraint(fields=["place", "kind", "move"], name="casework_template_once")
        ]

    def __str__(self) -> str:
        return f"{self.place}:{self.kind}:{self.move}"
