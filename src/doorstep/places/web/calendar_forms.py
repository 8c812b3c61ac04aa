"""The form by which a district loads a year: seven holidays, or the notice pasted whole."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from doorstep.places.rules.calendar import (
    DeclaredDay,
    HolidayLine,
    days_of,
    read_days,
    say_days,
)

ROWS: Final[int] = 10
USUAL: Final = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")


class YearForm(forms.Form):
    """Rows of ``h0_name h0_first h0_last h0_makeup`` …, and whether the notice is entered whole."""

    complete = forms.BooleanField(
        label=_("This is the whole notice: terms that reach into the year become certain"),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        picker = {"type": "date", "min": f"{year - 1}-12-01", "max": f"{year}-12-31"}
        for row in range(ROWS):
            self.fields[f"h{row}_name"] = forms.CharField(
                label=_("Holiday"), max_length=40, required=False
            )
            for name, label in (("first", _("free from")), ("last", _("free to"))):
                self.fields[f"h{row}_{name}"] = forms.DateField(
                    label=label,
                    required=False,
                    widget=forms.DateInput(attrs=picker, format="%Y-%m-%d"),
                )
            self.fields[f"h{row}_makeup"] = forms.CharField(
                label=_("days worked instead"), max_length=80, required=False
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self.lines = [line for row in range(ROWS) if (line := self._line(row, given))]
        if not self.lines and not self.errors:
            self.add_error(None, _("Enter at least one holiday."))
        return given

    def _line(self, row: int, given: dict[str, Any]) -> HolidayLine | None:
        first, last = given.get(f"h{row}_first"), given.get(f"h{row}_last")
        makeup = read_days(given.get(f"h{row}_makeup") or "", self.year)
        if makeup is None:
            self.add_error(f"h{row}_makeup", _("Write the days like 1月4日、2月14日."))
            return None
        if first is None:
            if last or makeup:
                self.add_error(f"h{row}_first", _("On which day does it begin?"))
            return None
        last = last or first
        if not 0 <= (last - first).days <= 20:
            self.add_error(f"h{row}_last", _("It ends after it begins, within three weeks."))
            return None
        return HolidayLine(given.get(f"h{row}_name") or "", first, last, tuple(makeup))

    def days(self) -> list[DeclaredDay]:
        """Return the single days that the form says."""
        return days_of(self.lines)

    def seal(self) -> str:
        """Return what proves that the consequences of exactly these days were shown."""
        said = repr((self.days(), self.cleaned_data["complete"]))
        return hashlib.sha256(said.encode()).hexdigest()[:32]

    def rows(self) -> list[list[Any]]:
        """Return the rows with their bound fields."""
        names = ("name", "first", "last", "makeup")
        return [[self[f"h{row}_{name}"] for name in names] for row in range(ROWS)]


def year_initial(lines: Sequence[HolidayLine], *, complete: bool) -> dict[str, Any]:
    """Return the initial values of ``YearForm``; an empty year has the usual names."""
    if not lines:
        return {"complete": True} | {f"h{row}_name": name for row, name in enumerate(USUAL)}
    initial: dict[str, Any] = {"complete": complete}
    for row, line in enumerate(lines[:ROWS]):
        initial |= {
            f"h{row}_name": line.name,
            f"h{row}_first": line.first,
            f"h{row}_last": line.last,
            f"h{row}_makeup": say_days(line.makeup),
        }
    return initial
