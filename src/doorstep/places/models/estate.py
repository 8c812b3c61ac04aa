"""Estates 小区 and village teams 队: what stands between a community and its buildings."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import pgettext_lazy

from doorstep.kernel.places import hi_of
from doorstep.places.models.checks import code_shape, under_parent
from doorstep.places.models.division import Division
from doorstep.places.rules.addresses import lane_words
from doorstep.platform.fields import PlaceCodeField


class EstateQuerySet(models.QuerySet["Estate"]):
    def under(self, code: str) -> EstateQuerySet:
        return self.filter(code__gte=code, code__lt=hi_of(code))


class Estate(models.Model):
    """An estate under a community; its code is the community's and three digits of our own.

    ``road`` and ``lane`` are those of its address (临汾路, 375); ``lane`` as compared, without 弄.
    """

    class Kind(models.TextChoices):
        ESTATE = "estate", pgettext_lazy("estate", "estate")
        TEAM = "team", pgettext_lazy("estate", "village team")

    code = PlaceCodeField(primary_key=True, max_length=15)
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="estates")
    name = models.CharField(max_length=80)
    name_pinyin = models.CharField(max_length=300, db_collation="C", blank=True)
    initials = models.CharField(max_length=80, db_collation="C", blank=True)
    search_name = models.CharField(max_length=80, db_collation="C", blank=True)
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.ESTATE)
    road = models.CharField(max_length=40, blank=True)
    lane = models.CharField(max_length=16, blank=True, db_collation="C")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    objects = EstateQuerySet.as_manager()

    class Meta:
        app_label = "places"
        constraints = [
            code_shape("places_estate", 15),
            under_parent("places_estate", "community", 12),
            CheckConstraint(condition=~Q(name=""), name="places_estate_named"),
            CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="places_estate_on_earth",
            ),
        ]
        indexes = [
            models.Index(fields=["lane", "code"], name="places_estate_lane"),
            models.Index(fields=["search_name", "code"], name="places_estate_search"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Road and lane as people say them: 临汾路375弄."""
        return f"{self.road}{lane_words(self.lane)}"
