"""Buildings 楼组/宅 and their dwellings 房."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import pgettext_lazy

from doorstep.kernel.places import hi_of
from doorstep.places.models.checks import code_shape, under_parent
from doorstep.places.models.estate import Estate
from doorstep.platform.fields import PlaceCodeField


class BuildingQuerySet(models.QuerySet["Building"]):
    def under(self, code: str) -> BuildingQuerySet:
        return self.filter(code__gte=code, code__lt=hi_of(code))


class Building(models.Model):
    """A building under an estate. ``number`` as people say it (3号), ``number_key`` as compared.

    ``floors``: labels from the lowest to the highest (B1, 1, 2 … 12, 12A, 14); ``units``: how many
    staircases, each with its own door.
    """

    class Kind(models.TextChoices):
        BLOCK = "block", pgettext_lazy("building", "block")
        FARMSTEAD = "farmstead", pgettext_lazy("building", "farmstead")

    code = PlaceCodeField(primary_key=True, max_length=18)
    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="buildings")
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.BLOCK)
    number = models.CharField(max_length=20)
    number_key = models.CharField(max_length=16, db_collation="C")
    floors = ArrayField(models.CharField(max_length=4), default=list)
    units = models.PositiveSmallIntegerField(default=1)
    has_lift = models.BooleanField(default=False)
    built_year = models.PositiveSmallIntegerField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    objects = BuildingQuerySet.as_manager()

    class Meta:
        app_label = "places"
        constraints = [
            code_shape("places_building", 18),
            under_parent("places_building", "estate", 15),
            models.UniqueConstraint(
                fields=["estate", "number_key"], name="places_building_number_once"
            ),
            CheckConstraint(condition=Q(units__gte=1, units__lte=20), name="places_building_units"),
            CheckConstraint(
                condition=Q(built_year=None) | Q(built_year__range=(1800, 2100)),
                name="places_building_built",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class DwellingQuerySet(models.QuerySet["Dwelling"]):
    def under(self, code: str) -> DwellingQuerySet:
        return self.filter(code__gte=code, code__lt=hi_of(code))


class Dwelling(models.Model):
    """A dwelling under a building; row-level security shows it only within the place's scope.

    ``lane_key`` 375-3-502 and ``room_key`` 3-502 are what it is found by, ``said`` what it is
    called (375弄3号502): see ``rules.addresses.address_keys``. ``storey`` orders floors for the
    house map (-1 is B1); ``unit`` and ``position`` count from 1, left to right.
    """

    class Use(models.TextChoices):
        HOME = "home", pgettext_lazy("dwelling", "home")
        SHOP = "shop", pgettext_lazy("dwelling", "shop")
        OFFICE = "office", pgettext_lazy("dwelling", "office")
        PUBLIC = "public", pgettext_lazy("dwelling", "public use")
        OTHER = "other", pgettext_lazy("dwelling", "other use")

    class Occupancy(models.TextChoices):
        UNKNOWN = "unknown", pgettext_lazy("dwelling", "not known")
        OWN = "own", pgettext_lazy("dwelling", "lived in")
        LET = "let", pgettext_lazy("dwelling", "let")
        EMPTY = "empty", pgettext_lazy("dwelling", "empty")

    code = PlaceCodeField(primary_key=True, max_length=22)
    building = models.ForeignKey(
        Building, on_delete=models.PROTECT, related_name="dwellings", db_index=False
    )
    number = models.CharField(max_length=16)
    floor = models.CharField(max_length=4)
    storey = models.SmallIntegerField()
    unit = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveSmallIntegerField(default=1)
    use = models.CharField(max_length=6, choices=Use, default=Use.HOME)
    occupancy = models.CharField(max_length=7, choices=Occupancy, default=Occupancy.UNKNOWN)
    lane_key = models.CharField(max_length=50, db_collation="C", blank=True)
    room_key = models.CharField(max_length=34, db_collation="C")
    said = models.CharField(max_length=120)

    objects = DwellingQuerySet.as_manager()

    class Meta:
        app_label = "places"
        constraints = [
            code_shape("places_dwelling", 22),
            under_parent("places_dwelling", "building", 18),
            models.UniqueConstraint(
                fields=["building", "unit", "number"], name="places_dwelling_number_once"
            ),
            CheckConstraint(condition=~Q(number=""), name="places_dwelling_numbered"),
            CheckConstraint(
                condition=Q(unit__gte=1, position__gte=1), name="places_dwelling_from_one"
            ),
        ]
        indexes = [
            models.Index(fields=["lane_key", "code"], name="places_dwelling_lane"),
            models.Index(fields=["room_key", "code"], name="places_dwelling_room"),
        ]

    def __str__(self) -> str:
        return self.said
