"""RoutingRule: who gets which case, as data that can explain itself."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from doorstep.casework.rules.routing import LEVELS, RuleData, Target
from doorstep.platform.fields import PlaceCodeField


class RoutingRule(models.Model):
    """One rule of a place. Configuration without personal data, so it has no row-level security:
    a community's cases are routed by its district's rules too. A change makes a new version."""

    place = PlaceCodeField(blank=True)
    kind = models.CharField(max_length=40, blank=True, db_collation="C")
    category = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=120)
    condition = models.JSONField(default=dict, blank=True)
    level = models.CharField(max_length=20)
    role = models.CharField(max_length=32, blank=True)
    unit = models.CharField(max_length=22, blank=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    position = models.PositiveIntegerField(default=100)
    active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        app_label = "casework"
        ordering = ["place", "position", "id"]
        indexes = [
            models.Index(fields=["place"], name="casework_rule_place", condition=Q(active=True))
        ]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=list(LEVELS)), name="casework_rule_level")
        ]

    def __str__(self) -> str:
        return self.title

    def as_rule(self) -> RuleData:
        """Return it as the plain data that ``rules.routing`` evaluates."""
        return RuleData(
            label=self.title,
            target=Target(self.level, self.role, self.unit, self.account_id),
            place=self.place,
            kind=self.kind,
            category=self.category,
            condition=self.condition,
            position=self.position,
            id=self.pk,
        )
