"""A service item: something a resident can have, by the name its department gives it."""

from __future__ import annotations

from django.db import models


class ServiceItem(models.Model):
    """One item. ``code``: the national item code, or our own when there is none (``L-001``).

    A public fact, so there is no row-level security on it.
    """

    code = models.CharField(max_length=40, primary_key=True, db_collation="C")
    title = models.CharField(max_length=160)
    department = models.CharField(max_length=60)
    sound = models.CharField(max_length=500, db_collation="C")
    initials = models.CharField(max_length=160, db_collation="C")
    is_offered = models.BooleanField(default=True)

    class Meta:
        app_label = "catalogue"
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="catalogue_item_titled")
        ]
        indexes = [
            models.Index(fields=["sound"], name="catalogue_item_sound"),
            models.Index(fields=["initials"], name="catalogue_item_initials"),
        ]
