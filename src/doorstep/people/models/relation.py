"""Who stands by a resident: a child in another district, a carer, a neighbour with the key."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from doorstep.people.models.resident import Resident
from doorstep.platform.fields import PlaceCodeField
from doorstep.platform.sealed import SealedTextField


class Relation(models.Model):
    """``name`` is the ``kind`` of ``resident`` (her daughter, his carer).

    ``other``: that person's own record, when there is one in reach. ``whereabouts``: as people say
    it (杨浦, 对门). ``place`` follows the resident's.
    """

    class Kind(models.TextChoices):
        CHILD = "child", _("Child")
        SPOUSE = "spouse", _("Spouse")
        PARENT = "parent", _("Parent")
        GUARDIAN = "guardian", _("Guardian")
        CARER = "carer", _("Carer")
        SIBLING = "sibling", _("Brother or sister")
        NEIGHBOUR = "neighbour", _("Neighbour")
        BUDDY = "buddy", _("Buddy volunteer")
        OTHER = "other", _("Other")

    id = models.BigAutoField(primary_key=True)
    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey(
        Resident, null=True, blank=True, on_delete=models.SET_NULL, related_name="related_to"
    )
    place = PlaceCodeField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=60)
    phone = SealedTextField(kind="phone", null=True, blank=True)
    phone_whole = models.BinaryField(max_length=16, null=True, blank=True)
    whereabouts = models.CharField(max_length=60, blank=True)
    first_to_call = models.BooleanField(default=False)

    class Meta:
        app_label = "people"
        constraints = [
            models.CheckConstraint(
                condition=Q(other__isnull=True) | ~Q(other=models.F("resident")),
                name="people_relation_not_oneself",
            ),
            models.UniqueConstraint(
                fields=["resident"],
                condition=Q(first_to_call=True),
                name="people_relation_one_first",
            ),
        ]
