"""Forms of the roster and of block leads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from doorstep.people.models import Account


def weekday_choices() -> list[tuple[str, Any]]:
    """Return the weekdays (Monday is 1) with their short names."""
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return [(str(number), name) for number, name in enumerate(names, start=1)]


def _day(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def _time(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time", "step": "300"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget)


class _WithColleague(forms.Form):
    def __init__(self, *args: Any, colleagues: Sequence[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._accounts = {str(one.pk): one for one in colleagues}
        account: Any = self.fields["account"]
        account.choices = [
            *account.choices,
            *((key, f"{one.name} · {one.login}") for key, one in self._accounts.items()),
        ]

    @property
    def chosen(self) -> Account | None:
        """The colleague that was chosen."""
        return self._accounts.get(self.cleaned_data["account"])


class DutyForm(_WithColleague):
    """A colleague at a station on some weekdays, from and to."""

    account = forms.ChoiceField(label=_("Colleague"))
    weekdays = forms.MultipleChoiceField(
        label=_("On which days"), choices=weekday_choices, widget=forms.CheckboxSelectMultiple
    )
    starts = _time(_("From"))
    ends = _time(_("To"))
    since = _day(_("First day"), initial=timezone.localdate)
    until = _day(_("Last day"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day comes before the first."))
        return given


class LeadForm(_WithColleague):
    """Who leads a block, and since when."""

    account = forms.ChoiceField(
        label=_("Block lead"), required=False, choices=[("", _("Nobody for now"))]
    )
    since = _day(_("From the day"), initial=timezone.localdate)

    def __init__(
        self, *args: Any, colleagues: Sequence[Account], present: Account | None, **kwargs: Any
    ) -> None:
        """Choose the ``present`` lead to begin with, so that nobody is dismissed by a slip."""
        known = {one.pk: one for one in [*colleagues, *([present] if present else [])]}
        super().__init__(*args, colleagues=list(known.values()), **kwargs)
        self.fields["account"].initial = str(present.pk) if present else ""
