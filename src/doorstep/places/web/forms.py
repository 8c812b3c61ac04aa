"""Forms of the pages of places."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class DivisionUploadForm(forms.Form):
    version = forms.CharField(label=_("Edition of the list"), max_length=40, initial="2023")
    file = forms.FileField(
        label=_("List of divisions"),
        help_text=_("A CSV file in UTF-8 with the columns code and name, at most 2 MB."),
    )


class DivisionChangeForm(forms.Form):
    """One decision about a division that has gone."""

    kind = forms.ChoiceField(
        label=_("What happens"),
        choices=[
            ("merge", _("Merge into another")),
            ("rename", _("Give it the new code")),
            ("drop", _("Drop it")),
        ],
    )
    old_code = forms.RegexField(r"^[0-9]{2,12}$", widget=forms.HiddenInput)
    new_code = forms.RegexField(r"^[0-9]{2,12}$", required=False, label=_("Code of the other"))
    why = forms.CharField(max_length=200, required=False, label=_("Why, or by which document"))
