"""Changes of divisions, and the map by which what moved can come back."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import pgettext_lazy

from doorstep.places.models.division import DivisionList
from doorstep.platform.fields import PlaceCodeField


class DivisionChange(models.Model):
    """One step from an older list to a newer one: who, when, why, and whether it was undone.

    ``batch``: the list that brought it, None for a local decision.
    """

    class Kind(models.TextChoices):
        ADD = "add", pgettext_lazy("division", "added")
        RENAME = "rename", pgettext_lazy("division", "renamed")
        MERGE = "merge", pgettext_lazy("division", "merged")
        SPLIT = "split", pgettext_lazy("division", "split off")
        DROP = "drop", pgettext_lazy("division", "dropped")

    batch = models.ForeignKey(
        DivisionList, on_delete=models.PROTECT, null=True, related_name="changes"
    )
    kind = models.CharField(max_length=6, choices=Kind)
    old_code = PlaceCodeField(max_length=12, blank=True)
    new_code = PlaceCodeField(max_length=12, blank=True)
    old_name = models.CharField(max_length=80, blank=True)
    new_name = models.CharField(max_length=80, blank=True)
    made_new = models.BooleanField(default=False)
    why = models.CharField(max_length=200, blank=True)
    applied_at = models.DateTimeField()
    applied_by = models.CharField(max_length=80)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=80, blank=True)

    class Meta:
        app_label = "places"
        constraints = [
            CheckConstraint(
                condition=Q(kind="add", old_code="", new_code__gt="")
                | Q(kind="drop", old_code__gt="", new_code="")
                | Q(kind__in=["rename", "merge", "split"], old_code__gt="", new_code__gt=""),
                name="places_divisionchange_codes",
            ),
            CheckConstraint(
                condition=Q(undone_at=None, undone_by="") | Q(undone_at__isnull=False),
                name="places_divisionchange_undone",
            ),
        ]
        indexes = [models.Index(fields=["-applied_at"], name="places_divisionchange_recent")]

    def __str__(self) -> str:
        return f"{self.kind} {self.old_code}→{self.new_code}"


class PlaceMove(models.Model):
    """A subtree that a change moved: every place below ``old_prefix`` went below ``new_prefix``."""

    change = models.ForeignKey(DivisionChange, on_delete=models.CASCADE, related_name="moves")
    old_prefix = PlaceCodeField(max_length=22)
    new_prefix = PlaceCodeField(max_length=22)

    class Meta:
        app_label = "places"
        constraints = [
            models.UniqueConstraint(fields=["change", "old_prefix"], name="places_placemove_once")
        ]


class PlaceMoveRow(models.Model):
    """Rows that stood at the old division itself, by table.

    Moved, they lie among rows that were always there; only their keys tell them apart again.
    """

    change = models.ForeignKey(DivisionChange, on_delete=models.CASCADE, related_name="rows")
    table = models.CharField(max_length=63)
    column = models.CharField(max_length=63)
    old_place = PlaceCodeField()
    new_place = PlaceCodeField()
    keys = models.JSONField(default=list)

    class Meta:
        app_label = "places"
