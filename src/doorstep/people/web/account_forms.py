"""Forms of the account pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from doorstep.people.models import Account
from doorstep.platform.permissions import ROLES


class TokenForm(forms.Form):
    """What a new token is for, and how long."""

    label = forms.CharField(label=_("What is it for?"), max_length=64)
    days = forms.ChoiceField(
        label=_("How long"),
        choices=[("30", _("30 days")), ("90", _("90 days")), ("365", _("One year"))],
        initial="90",
    )


class PasswordForm(forms.Form):
    """A new password, typed once and shown when asked."""

    new = forms.CharField(
        label=_("New password"),
        max_length=256,
        strip=False,
        help_text=_("At least 12 characters; three unrelated words make a good one."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, account: Account | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_new(self) -> str:
        new = self.cleaned_data["new"]
        validate_password(new, self.account)
        return new


class AccountForm(forms.Form):
    """A new colleague or machine."""

    login = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9._-]{1,63}$",
        label=_("Login name"),
        max_length=64,
        help_text=_("Small letters, digits, dot, dash or underline."),
    )
    name = forms.CharField(label=_("Name"), max_length=64)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("staff", _("Staff")), ("machine", _("Machine"))]
    )


class GrantForm(forms.Form):
    """A role at a place, with a reason."""

    role = forms.ChoiceField(label=_("Role"))
    place = forms.ChoiceField(label=_("Place"))
    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("The auditor will read it.")
    )

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chinese = (get_language() or "zh").startswith("zh")
        role: Any = self.fields["role"]
        role.choices = [(code, title[0 if chinese else 1]) for code, title in ROLES.items()]
        place: Any = self.fields["place"]
        place.choices = [(code, f"{name} {code}") for code, name in places]


class ReasonForm(forms.Form):
    """Why something is taken away."""

    reason = forms.CharField(label=_("Reason"), max_length=200)
