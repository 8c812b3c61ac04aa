"""CalendarYear: a year's official days, entered before the library has them."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class CalendarYear(models.Model):
    """``days``: ISO date → worked or not. ``complete``: the year's notice is fully entered, so
    terms that reach into it are no longer provisional."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    days = models.JSONField(default=dict)
    complete = models.BooleanField(default=False)
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        app_label = "casework"

    def __str__(self) -> str:
        return str(self.year)
