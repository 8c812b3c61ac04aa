"""How an operation's refusal is shown on the form that asked for it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext

from doorstep.kernel.errors import DoorstepError
from doorstep.platform.web.errors import message_of


def show_error(form: forms.BaseForm, error: DoorstepError) -> None:
    """Put the messages of ``error`` beside the fields it names, the rest above the form."""
    known = [name for name in error.fields if name in form.fields]
    for name in known:
        form.add_error(name, gettext(error.fields[name]).format(**error.data))
    if not known:
        form.add_error(None, message_of(error))
