"""Resident: a person who lives or is registered here."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from doorstep.people.models.household import Household
from doorstep.people.rules.age import age_at, is_minor
from doorstep.people.rules.masking import mask_name
from doorstep.people.rules.name import form_of_address
from doorstep.platform.fields import PlaceCodeField
from doorstep.platform.sealed import SealedTextField


class ResidentQuerySet(models.QuerySet["Resident"]):
    """Questions about residents; row-level security has already cut them to the scope."""

    def at(self, place: str) -> ResidentQuerySet:
        """Keep those at or below ``place``."""
        return self.filter(place__gte=place, place__lt=place + ":")

    def here(self) -> ResidentQuerySet:
        """Drop those who have died or moved away."""
        return self.filter(status=Resident.Status.HERE)


class Resident(models.Model):
    """A person at a place.

    ``name_key``, ``name_pinyin``, ``name_initials``: what the name is found by (rules.name).
    Year and month of birth are clear, because work goes by age; the day is sealed.
    ``*_whole`` and ``*_tail``: blind indexes of 16 bytes. ``community`` is generated, so that one
    community's people lie side by side in the indexes that finding walks (docs on finding).
    """

    class Gender(models.TextChoices):
        MALE = "m", _("Male")
        FEMALE = "f", _("Female")
        UNKNOWN = "u", _("Not known")

    class Residence(models.TextChoices):
        REGISTERED = "registered", _("Registered and living here")
        LIVING = "living", _("Living here, registered elsewhere")
        APART = "living_apart", _("Registered here, living elsewhere")

    class Status(models.TextChoices):
        HERE = "living_here", _("Lives here")
        MOVED = "moved", _("Moved away")
        DIED = "died", _("Died")

    class Kinship(models.TextChoices):
        """Relation to the head of the household."""

        HEAD = "head", _("Head of household")
        SPOUSE = "spouse", _("Spouse")
        CHILD = "child", _("Child")
        CHILD_IN_LAW = "child_in_law", _("Child-in-law")
        GRANDCHILD = "grandchild", _("Grandchild")
        PARENT = "parent", _("Parent")
        SIBLING = "sibling", _("Brother or sister")
        OTHER_KIN = "other_kin", _("Other relative")
        TENANT = "tenant", _("Tenant")
        HELPER = "helper", _("Live-in helper")
        OTHER = "other", _("Other")

    id = models.BigAutoField(primary_key=True)
    place = PlaceCodeField()
    community = models.GeneratedField(
        expression=Left("place", 12),
        output_field=models.CharField(max_length=12, db_collation="C"),
        db_persist=True,
    )
    household = models.ForeignKey(
        Household, null=True, blank=True, on_delete=models.PROTECT, related_name="members"
    )
    relation_to_head = models.CharField(
        max_length=12, choices=Kinship.choices, default=Kinship.OTHER, blank=True
    )

    name = models.CharField(max_length=60)
    name_key = models.CharField(max_length=60, db_collation="C")
    name_pinyin = models.CharField(max_length=160, db_collation="C", blank=True)
    name_initials = models.CharField(max_length=60, db_collation="C", blank=True)
    gender = models.CharField(max_length=1, choices=Gender.choices, default=Gender.UNKNOWN)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_month = models.PositiveSmallIntegerField(null=True, blank=True)
    birth = SealedTextField(kind="birth", null=True, blank=True)

    id_number = SealedTextField(kind="id_number", null=True, blank=True)
    id_whole = models.BinaryField(max_length=16, null=True, blank=True)
    id_tail = models.BinaryField(max_length=16, null=True, blank=True)
    phone = SealedTextField(kind="phone", null=True, blank=True)
    phone_whole = models.BinaryField(max_length=16, null=True, blank=True)
    phone_tail = models.BinaryField(max_length=16, null=True, blank=True)

    residence = models.CharField(
        max_length=12, choices=Residence.choices, default=Residence.REGISTERED
    )
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.HERE)
    status_on = models.DateField(null=True, blank=True)
    moved_to = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=20, blank=True)
    needs_note = models.CharField(max_length=500, blank=True)

    registered_on = models.DateField()
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = ResidentQuerySet.as_manager()

    class Meta:
        app_label = "people"
        indexes = [
            models.Index(fields=["place"], name="people_resident_place"),
            # Finding inside a community (and, by skipping, a subdistrict) …
            models.Index(fields=["community", "name_key"], name="people_resident_c_name"),
            models.Index(fields=["community", "name_pinyin"], name="people_resident_c_pinyin"),
            models.Index(
                fields=["community", "name_initials", "name_pinyin"], name="people_resident_c_init"
            ),
            # … and in a district and wider.
            models.Index(fields=["name_key", "place"], name="people_resident_w_name"),
            models.Index(fields=["name_pinyin", "place"], name="people_resident_w_pinyin"),
            models.Index(
                fields=["name_initials", "name_pinyin", "place"], name="people_resident_w_init"
            ),
            models.Index(
                fields=["id_tail", "place"],
                name="people_resident_id_tail",
                condition=Q(id_tail__isnull=False),
            ),
            models.Index(
                fields=["phone_whole", "place"],
                name="people_resident_phone",
                condition=Q(phone_whole__isnull=False),
            ),
            models.Index(
                fields=["phone_tail", "place"],
                name="people_resident_phone_tail",
                condition=Q(phone_tail__isnull=False),
            ),
        ]
        constraints = [
            # One card, one person in a community; elsewhere the same person may live apart.
            models.UniqueConstraint(
                fields=["id_whole", "community"],
                name="people_resident_id_once",
                condition=Q(id_whole__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(gender__in=["m", "f", "u"]), name="people_resident_gender"
            ),
            models.CheckConstraint(
                condition=Q(residence__in=["registered", "living", "living_apart"]),
                name="people_resident_residence",
            ),
            models.CheckConstraint(
                condition=Q(status="living_here")
                | Q(status__in=["moved", "died"], status_on__isnull=False),
                name="people_resident_status",
            ),
            models.CheckConstraint(
                condition=Q(birth_year__isnull=True) | Q(birth_year__gte=1890),
                name="people_resident_birth_year",
            ),
            models.CheckConstraint(
                condition=Q(birth_month__isnull=True)
                | Q(birth_year__isnull=False, birth_month__gte=1, birth_month__lte=12),
                name="people_resident_birth_month",
            ),
            models.CheckConstraint(
                condition=Q(id_number__isnull=True, id_whole__isnull=True, id_tail__isnull=True)
                | Q(id_number__isnull=False, id_whole__isnull=False, id_tail__isnull=False),
                name="people_resident_id_indexed",
            ),
            models.CheckConstraint(
                condition=Q(phone__isnull=True, phone_whole__isnull=True, phone_tail__isnull=True)
                | Q(phone__isnull=False, phone_whole__isnull=False, phone_tail__isnull=False),
                name="people_resident_phone_indexed",
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1) & ~Q(name="") & ~Q(name_key=""),
                name="people_resident_named",
            ),
            models.CheckConstraint(
                condition=Q(place__regex=r"^\d{12}(\d{3}(\d{3}(\d{4})?)?)?$"),
                name="people_resident_place_code",
            ),
            models.CheckConstraint(
                condition=Q(status_on__isnull=True) | Q(status_on__gte=date(1949, 1, 1)),
                name="people_resident_status_on",
            ),
            models.CheckConstraint(
                condition=Q(birth_year__isnull=True) | Q(birth_year__lte=F("registered_on__year")),
                name="people_resident_born_before",
            ),
        ]

    def __str__(self) -> str:
        return self.masked_name

    @property
    def masked_name(self) -> str:
        return mask_name(self.name)

    @property
    def is_here(self) -> bool:
        return self.status == self.Status.HERE

    @property
    def has_died(self) -> bool:
        return self.status == self.Status.DIED

    def age_on(self, day: date) -> int | None:
        """Return the age in years on ``day``; of somebody who died, the age they reached."""
        if self.has_died and self.status_on is not None:
            day = min(day, self.status_on)
        return age_at(self.birth_year, self.birth_month, day)

    def is_minor_on(self, day: date) -> bool:
        return is_minor(self.birth_year, self.birth_month, day)

    def called_on(self, day: date, language: str = "zh") -> str:
        """Return how a neighbour would call them on ``day``: 孙阿姨."""
        return form_of_address(self.name, self.gender, self.age_on(day), language)
