"""Files that people sent in, checked and cleaned."""

from __future__ import annotations

from django.db import models

from doorstep.platform.fields import PlaceCodeField


class StoredFile(models.Model):
    """A stored upload. ``name`` in storage is generated; ``title`` is what the sender called it."""

    key = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=120, blank=True)
    mime = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    sha256 = models.BinaryField(max_length=32)
    place = PlaceCodeField()
    stored_by = models.BigIntegerField(null=True)
    stored_at = models.DateTimeField()

    class Meta:
        app_label = "platform"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(size__gt=0, size__lte=20 * 1024 * 1024),
                name="platform_file_size",
            )
        ]
