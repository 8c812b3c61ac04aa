"""Case: one turn of the loop."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from doorstep.casework.models.kind import CaseKind
from doorstep.casework.rules.states import FINAL_STATES, OPEN_STATES, State
from doorstep.platform.fields import PlaceCodeField

# Plain texts: what stands in a migration must not import the rules.
_FINAL = sorted(state.value for state in FINAL_STATES)
_CHANNELS = "desk phone app visit patrol hotline kiosk machine rule".split()
OPEN = Q(state__in=sorted(state.value for state in OPEN_STATES))


class CaseQuerySet(models.QuerySet["Case"]):
    """Questions about cases; who may see which is row-level security's and the selectors' part."""

    def open(self) -> CaseQuerySet:
        return self.filter(OPEN)

    def within(self, prefix: str) -> CaseQuerySet:
        """Keep those at or below a place, as a range that the index serves."""
        return self.filter(place__gte=prefix, place__lt=prefix + ":")

    def late(self, at: datetime) -> CaseQuerySet:
        """Keep those with a running clock that is past due."""
        return self.filter(next_due_at__lt=at)


class Case(models.Model):
    """What somebody asked for, or something sensed, on its way to being answered and judged.

    ``place`` is where it is; ``holder_place`` with ``holder_role`` is the unit that has it now,
    always the place itself or one above it, so that row-level security lets the holder see it.
    ``handler`` is the colleague who took it. ``reply_due_at`` and ``resolve_due_at`` are copies of
    its running clocks and ``next_due_at`` the earlier of those that still run, for lists.
    ``asked_by`` (an account) or ``asked_by_name`` spoke for ``asker`` by consent. ``subject_key``
    names what a machine or a rule saw; only one such case per kind is open at a time. ``follows``
    is the case whose bad rating or recurrence this one looks after. ``version`` grows with each
    move.
    """

    class Channel(models.TextChoices):
        DESK = "desk"
        PHONE = "phone"
        APP = "app"
        VISIT = "visit"
        PATROL = "patrol"
        HOTLINE = "hotline"
        KIOSK = "kiosk"
        MACHINE = "machine"
        RULE = "rule"

    number = models.CharField(max_length=20, unique=True, db_collation="C")
    kind = models.ForeignKey(CaseKind, on_delete=models.PROTECT, related_name="+", db_index=False)
    words = models.CharField(max_length=2_000, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    place = PlaceCodeField()
    place_text = models.CharField(max_length=200, blank=True)
    asker = models.ForeignKey(
        "people.Resident", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    asked_by_name = models.CharField(max_length=60, blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    state = models.CharField(max_length=10, default="new")
    urgent = models.BooleanField(default=False)
    sensitive = models.BooleanField(default=False)

    level = models.CharField(max_length=20)
    holder_place = PlaceCodeField()
    holder_role = models.CharField(max_length=32, blank=True)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    returned_at = models.DateTimeField(null=True)

    reply_due_at = models.DateTimeField(null=True)
    resolve_due_at = models.DateTimeField(null=True)
    reply_provisional = models.BooleanField(default=False)
    resolve_provisional = models.BooleanField(default=False)
    next_due_at = models.DateTimeField(null=True)

    created_at = models.DateTimeField()
    replied_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    rounds = models.PositiveSmallIntegerField(default=1)

    parent = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="children", db_index=False
    )
    duplicate_of = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="duplicates", db_index=False
    )
    follows = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="followed_by", db_index=False
    )
    subject_key = models.CharField(max_length=80, null=True, db_collation="C")
    idempotency_key = models.CharField(max_length=120, null=True, unique=True, db_collation="C")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    version = models.PositiveIntegerField(default=1)

    objects = CaseQuerySet.as_manager()

    class Meta:
        app_label = "casework"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["place", "id"], name="casework_case_place"),
            models.Index(fields=["created_at"], name="casework_case_created"),
            models.Index(
                fields=["place", "next_due_at"], name="casework_case_open", condition=OPEN
            ),
            # A district's list by due time walks this one instead of sorting all its open cases.
            models.Index(fields=["next_due_at", "id"], name="casework_case_due", condition=OPEN),
            models.Index(
                fields=["holder_place", "next_due_at"], name="casework_case_holder", condition=OPEN
            ),
            models.Index(
                fields=["handler", "next_due_at"], name="casework_case_handler", condition=OPEN
            ),
            models.Index(fields=["asker", "id"], name="casework_case_asker"),
            models.Index(
                fields=["resolved_at"],
                name="casework_case_resolved",
                condition=Q(state="resolved"),
            ),
            models.Index(
                fields=["parent"], name="casework_case_parent", condition=Q(parent__isnull=False)
            ),
            models.Index(
                fields=["duplicate_of"],
                name="casework_case_duplicates",
                condition=Q(duplicate_of__isnull=False),
            ),
            models.Index(
                fields=["follows"], name="casework_case_follows", condition=Q(follows__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in State]), name="casework_case_state"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=_CHANNELS), name="casework_case_channel"
            ),
            models.CheckConstraint(
                condition=(Q(reply_due_at=None) | Q(reply_due_at__gte=F("created_at")))
                & (Q(resolve_due_at=None) | Q(resolve_due_at__gte=F("created_at"))),
                name="casework_case_due_after_creation",
            ),
            models.CheckConstraint(
                condition=Q(state="duplicate", duplicate_of__isnull=False)
                | (~Q(state="duplicate") & Q(duplicate_of__isnull=True)),
                name="casework_case_duplicate_names_original",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_FINAL, closed_at__isnull=False)
                | (~Q(state__in=_FINAL) & Q(closed_at__isnull=True)),
                name="casework_case_closed_when_final",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["resolved", "closed"]) | Q(resolved_at__isnull=False),
                name="casework_case_resolved_has_time",
            ),
            models.CheckConstraint(
                condition=(Q(parent=None) | ~Q(parent=F("id")))
                & (Q(duplicate_of=None) | ~Q(duplicate_of=F("id")))
                & (Q(follows=None) | ~Q(follows=F("id"))),
                name="casework_case_not_its_own_kin",
            ),
            models.CheckConstraint(
                condition=Q(asked_by=None, asked_by_name="") | Q(asker__isnull=False),
                name="casework_case_agent_speaks_for_somebody",
            ),
            models.UniqueConstraint(
                fields=["kind", "subject_key"],
                condition=Q(subject_key__isnull=False) & OPEN,
                name="casework_case_one_open_per_subject",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """How the trail and facts name this case."""
        return f"case:{self.number}"

    @property
    def is_open(self) -> bool:
        return State(self.state) in OPEN_STATES
