"""Further phone numbers of a resident."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from doorstep.people.models.resident import Resident
from doorstep.platform.fields import PlaceCodeField
from doorstep.platform.sealed import SealedTextField


class ContactPhone(models.Model):
    """A number beside the main one; found by like it. ``place`` follows the resident's."""

    class Label(models.TextChoices):
        HOME = "home", _("Home line")
        MOBILE = "mobile", _("Second mobile")
        WORK = "work", _("Work")
        OLD = "old", _("Old number")

    id = models.BigAutoField(primary_key=True)
    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="more_phones")
    place = PlaceCodeField()
    label = models.CharField(max_length=8, choices=Label.choices, default=Label.HOME)
    phone = SealedTextField(kind="phone")
    phone_whole = models.BinaryField(max_length=16)
    phone_tail = models.BinaryField(max_length=16)

    class Meta:
        app_label = "people"
        indexes = [
            models.Index(fields=["phone_whole", "place"], name="people_contact_phone"),
            models.Index(fields=["phone_tail", "place"], name="people_contact_tail"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "phone_whole"], name="people_contactphone_once"
            ),
        ]
