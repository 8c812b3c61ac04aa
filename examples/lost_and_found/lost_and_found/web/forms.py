"""Forms parse; what is allowed is the operation's business."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lost_and_found.rules import MAX_WHAT


class FindForm(forms.Form):
    what = forms.CharField(label=_("What was found"), max_length=MAX_WHAT)
    where = forms.CharField(label=_("Where"), max_length=MAX_WHAT, required=False)
