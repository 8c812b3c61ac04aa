"""Account: somebody or something that can sign in."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from doorstep.platform.sealed import SealedTextField


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts the way Django's authentication asks for them."""

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(login=(username or "").lower())


class Account(AbstractBaseUser):
    """One who signs in: staff by login and password, residents by phone code, machines by token.

    ``login`` is lower case; a resident's is made up and never shown. ``phone`` is sealed;
    ``phone_blind`` (16 bytes) finds the account of a phone number. What an account may do stands
    in its grants, so there are no groups and no superuser flag here.
    """

    class Kind(models.TextChoices):
        STAFF = "staff", _("Staff")
        RESIDENT = "resident", _("Resident")
        MACHINE = "machine", _("Machine")

    class Language(models.TextChoices):
        CHINESE = "zh-hans", "简体中文"
        ENGLISH = "en", "English"

    id = models.BigAutoField(primary_key=True)
    login = models.CharField(_("Login name"), max_length=64, unique=True, db_collation="C")
    name = models.CharField(_("Name"), max_length=64)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    phone = SealedTextField(kind="phone", null=True, blank=True)
    phone_blind = models.BinaryField(null=True, blank=True, unique=True, max_length=16)
    phone_verified_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    language = models.CharField(
        _("Language"), max_length=8, choices=Language.choices, default=Language.CHINESE
    )
    created_at = models.DateTimeField(default=timezone.now)
    resident = models.ForeignKey(
        "people.Resident",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="accounts",
    )

    objects = AccountManager()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        app_label = "people"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["staff", "resident", "machine"]),
                name="people_account_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(login__regex=r"^[a-z0-9][a-z0-9._-]{1,63}$"),
                name="people_account_login",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff_account(self) -> bool:
        return self.kind == self.Kind.STAFF
