"""The two forms of the front door."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm, RequestLoginCodeForm
from allauth.core import context
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from doorstep.people.accounts import limits
from doorstep.people.accounts.actors import address_of
from doorstep.people.accounts.adapter import as_form_error
from doorstep.people.operations.enrol_resident_account import enrol_resident_account


class StaffSignInForm(LoginForm):
    """Login name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("Login name"),
            max_length=64,
            widget=forms.TextInput(
                attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
            ),
        )
        self.fields["password"] = forms.CharField(
            label=_("Password"),
            max_length=256,
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        )

    def user_credentials(self) -> dict[str, str]:
        login = self.cleaned_data["login"].lower()
        return {"username": login, "password": self.cleaned_data["password"]}


class PhoneForm(RequestLoginCodeForm):
    """A phone number, known or not: the answer is the same."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["phone"]
        field.label = _("Mobile number")
        field.validators = []
        field.widget = forms.TextInput(
            attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel", "maxlength": 20}
        )

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        now = timezone.now()
        try:
            limits.check_codes(phone=phone, address=address_of(context.request), at=now)
        except limits.TooManyTries as error:
            raise as_form_error(error) from error
        self._user = enrol_resident_account(phone=phone, at=now)
        return phone
