"""Where a module is turned on."""

from __future__ import annotations

from django.db import models

from doorstep.platform.fields import PlaceCodeField


class ModuleSwitch(models.Model):
    """A module on or off for a place and everything below it; the nearest switch counts."""

    module = models.CharField(max_length=60)
    place = PlaceCodeField(blank=True)
    on = models.BooleanField()
    by = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        app_label = "platform"
        constraints = [
            models.UniqueConstraint(fields=["module", "place"], name="platform_switch_once")
        ]
