"""Blocks 块区: a worker's patch of buildings. Who leads one is kept in the people app."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Q

from doorstep.places.models.building import Building
from doorstep.places.models.division import Division


class Block(models.Model):
    """A patch of buildings of one community. ``code`` (community-01) stays when divisions move."""

    code = models.CharField(max_length=16, primary_key=True, db_collation="C")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="blocks")
    name = models.CharField(max_length=40)

    class Meta:
        app_label = "places"
        constraints = [
            CheckConstraint(
                condition=Q(code__regex=r"^\d{12}-\d{2,3}$"), name="places_block_code_shape"
            ),
            CheckConstraint(condition=~Q(name=""), name="places_block_named"),
        ]

    def __str__(self) -> str:
        return self.name


class BlockBuilding(models.Model):
    """A building's block. The building is the key: it belongs to one block at most."""

    building = models.OneToOneField(
        Building, on_delete=models.CASCADE, primary_key=True, related_name="in_block"
    )
    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="buildings")

    class Meta:
        app_label = "places"
