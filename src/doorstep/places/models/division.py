"""Divisions: the official line from province to community, and the lists they came from."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, CheckConstraint, F, Q, Value, When
from django.db.models.functions import Left, Length
from django.utils.translation import pgettext_lazy

from doorstep.kernel.places import LEVELS, hi_of
from doorstep.platform.fields import PlaceCodeField

DIVISION_LEVELS = {length: level for length, level in LEVELS.items() if length <= 12}
# ``length`` as a lookup transform, so that checks can speak of it.
PlaceCodeField.register_lookup(Length)
_PARENT_LENGTHS = {4: 2, 6: 4, 9: 6, 12: 9}


class DivisionList(models.Model):
    """A list of divisions that was loaded: which edition, from whom, when, how many rows."""

    version = models.CharField(max_length=40)
    source = models.CharField(max_length=200)
    rows = models.PositiveIntegerField(default=0)
    covered = models.JSONField(default=list)
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=80, blank=True)

    class Meta:
        app_label = "places"

    def __str__(self) -> str:
        return f"{self.source} {self.version}"


class DivisionUpload(models.Model):
    """A list that somebody uploaded to look at before it is loaded. ``rows``: [[code, name], …]."""

    version = models.CharField(max_length=40)
    source = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=80)
    loaded = models.ForeignKey(
        DivisionList, on_delete=models.PROTECT, null=True, related_name="uploads"
    )

    class Meta:
        app_label = "places"


class DivisionQuerySet(models.QuerySet["Division"]):
    def under(self, code: str) -> DivisionQuerySet:
        """Return ``code`` and everything below it."""
        return self.filter(code__gte=code, code__lt=hi_of(code))

    def active(self) -> DivisionQuerySet:
        return self.filter(status=Division.Status.ACTIVE)

    def communities(self) -> DivisionQuerySet:
        return self.filter(level="community")


class Division(models.Model):
    """A node of the official line; its statistical code is the key, so a subtree is a prefix.

    ``level`` is generated from the length of the code. ``search_name`` is the name with Arabic
    numerals (临汾路375弄居委会), ``list_version`` the list that last changed the row. A merged or
    dropped division stays, for old papers to be read.
    """

    class Status(models.TextChoices):
        ACTIVE = "active", pgettext_lazy("division", "in force")
        MERGED = "merged", pgettext_lazy("division", "merged into another")
        DROPPED = "dropped", pgettext_lazy("division", "dropped")

    class Kind(models.TextChoices):
        NONE = "", pgettext_lazy("division", "division")
        RESIDENTIAL = "residential", pgettext_lazy("division", "residents' committee")
        VILLAGE = "village", pgettext_lazy("division", "villagers' committee")
        SUBDISTRICT = "subdistrict", pgettext_lazy("division", "subdistrict office")
        TOWN = "town", pgettext_lazy("division", "town")
        ZONE = "zone", pgettext_lazy("division", "zone")

    code = PlaceCodeField(primary_key=True, max_length=12)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    level = models.GeneratedField(
        expression=Case(
            *(
                When(Q(code__length=length), then=Value(level))
                for length, level in DIVISION_LEVELS.items()
            ),
            output_field=models.CharField(max_length=12),
        ),
        output_field=models.CharField(max_length=12),
        db_persist=True,
    )
    name = models.CharField(max_length=80)
    name_pinyin = models.CharField(max_length=300, db_collation="C", blank=True)
    initials = models.CharField(max_length=80, db_collation="C", blank=True)
    search_name = models.CharField(max_length=80, db_collation="C", blank=True)
    kind = models.CharField(max_length=12, choices=Kind, blank=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.ACTIVE)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    list_version = models.CharField(max_length=40)

    objects = DivisionQuerySet.as_manager()

    class Meta:
        app_label = "places"
        constraints = [
            CheckConstraint(
                condition=Q(code__regex=r"^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$"),
                name="places_division_code_shape",
            ),
            CheckConstraint(
                condition=Q(parent=None, code__length=2)
                | Q(
                    *(
                        ~Q(code__length=length) | Q(parent_id=Left(F("code"), shorter))
                        for length, shorter in _PARENT_LENGTHS.items()
                    ),
                    parent__isnull=False,
                ),
                name="places_division_under_parent",
            ),
            CheckConstraint(condition=~Q(name=""), name="places_division_named"),
            CheckConstraint(
                condition=(
                    Q(kind__in=["residential", "village"], code__length=12)
                    | Q(kind__in=["subdistrict", "town", "zone"], code__length=9)
                    | Q(kind="", code__length__lt=9)
                ),
                name="places_division_kind_of_level",
            ),
            CheckConstraint(
                condition=Q(status="active", until=None) | ~Q(status="active"),
                name="places_division_ended_has_end",
            ),
        ]
        indexes = [
            models.Index(fields=["parent", "code"], name="places_division_parent"),
            models.Index(fields=["search_name", "code"], name="places_division_search"),
            models.Index(fields=["initials", "code"], name="places_division_initials"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """Name without the words for what it is: 市新居委会 → 市新."""
        for ending in ("社区居民委员会", "居民委员会", "村民委员会", "居委会", "村委会"):
            if self.name.endswith(ending) and len(self.name) > len(ending):
                return self.name.removesuffix(ending)
        return self.name
