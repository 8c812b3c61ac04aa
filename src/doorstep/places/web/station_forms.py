"""Forms of stations: what they are, and when they are open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from doorstep.places.models import Station
from doorstep.places.rules.hours import MIDNIGHT, Span

SPANS: Final = (1, 2)
SPECIALS: Final[int] = 12
_BLANK: Final[int] = 2
_TIME = {"type": "time", "step": "300"}


class StationForm(forms.Form):
    """A station, centre or extension point as passers-by know it."""

    name = forms.CharField(label=_("Name of the station"), max_length=80)
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=Station.Kind.choices,
        initial=Station.Kind.STATION,
        widget=forms.RadioSelect,
    )
    phone = forms.CharField(
        label=_("Phone that somebody answers"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    address = forms.CharField(label=_("Address of the station"), max_length=120, required=False)
    how_to_get_there = forms.CharField(
        label=_("How to get there"),
        max_length=200,
        required=False,
        help_text=_("As you would tell a neighbour: by the north gate, second door on the left."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    step_free = forms.BooleanField(
        label=_("No steps: wheelchairs and prams get in"), required=False
    )
    about = forms.CharField(
        label=_("What one finds here"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    latitude = forms.FloatField(label=_("Latitude"), required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(
        label=_("Longitude"), required=False, min_value=-180, max_value=180
    )
    closed_on = forms.DateField(
        label=_("Closed for good since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, change: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kind" if change else "closed_on"]


def _time(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs=_TIME, format="%H:%M")
    return forms.TimeField(label=label, required=False, widget=widget)


def _date(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)


class HoursForm(forms.Form):
    """A week in seven rows of two spans each, and special days.

    Fields: ``d1_open1 d1_close1 d1_open2 d1_close2 d1_holidays`` … ``d7_…``, and ``s0_first s0_last
    s0_opens s0_closes`` … for special days; without times they say "closed".
    """

    def __init__(self, *args: Any, specials: int = _BLANK, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.specials = min(specials, SPECIALS)
        for day in range(1, 8):
            for span in SPANS:
                self.fields[f"d{day}_open{span}"] = _time(_("opens"))
                self.fields[f"d{day}_close{span}"] = _time(_("closes"))
            self.fields[f"d{day}_holidays"] = forms.BooleanField(
                label=_("on public holidays too"), required=False
            )
        for row in range(self.specials):
            self.fields[f"s{row}_first"] = _date(_("first day"))
            self.fields[f"s{row}_last"] = _date(_("last day"))
            self.fields[f"s{row}_opens"] = _time(_("opens"))
            self.fields[f"s{row}_closes"] = _time(_("closes"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for day in range(1, 8):
            for span in SPANS:
                self._check_span(f"d{day}_open{span}", f"d{day}_close{span}")
        for row in range(self.specials):
            self._check_span(f"s{row}_opens", f"s{row}_closes")
            self._check_range(row)
        return given

    def _check_span(self, opens: str, closes: str) -> None:
        given = self.cleaned_data
        first, last = given.get(opens), given.get(closes)
        if opens in self.errors or closes in self.errors:
            return
        if (first is None) != (last is None):
            missing = opens if first is None else closes
            self.add_error(missing, _("Give both times, or neither."))
        elif first is not None and last is not None and first >= last != MIDNIGHT:
            self.add_error(closes, _("Closing comes after opening."))

    def _check_range(self, row: int) -> None:
        given = self.cleaned_data
        first, last = given.get(f"s{row}_first"), given.get(f"s{row}_last")
        if first is None and (last or given.get(f"s{row}_opens")):
            self.add_error(f"s{row}_first", _("On which day does it begin?"))
        elif first and last and last < first:
            self.add_error(f"s{row}_last", _("The last day comes before the first."))

    def spans(self) -> list[Span]:
        """Return the lines of opening hours that the form says."""
        return [*self._weekly(), *self._special()]

    def _weekly(self) -> Iterator[Span]:
        given = self.cleaned_data
        for day in range(1, 8):
            for span in SPANS:
                opens, closes = given[f"d{day}_open{span}"], given[f"d{day}_close{span}"]
                if opens is not None and closes is not None:
                    yield Span(day, opens, closes, holidays=given[f"d{day}_holidays"])

    def _special(self) -> Iterator[Span]:
        given = self.cleaned_data
        for row in range(self.specials):
            first = given[f"s{row}_first"]
            if first is None:
                continue
            last = given[f"s{row}_last"] or first
            opens, closes = given[f"s{row}_opens"], given[f"s{row}_closes"]
            for weekday in weekdays_of(first, last):
                yield Span(weekday, opens, closes, since=first, until=last, special=True)

    def week_rows(self) -> list[dict[str, Any]]:
        """Return the seven rows of the week with their bound fields."""
        return [
            {
                "day": day,
                "spans": [(self[f"d{day}_open{n}"], self[f"d{day}_close{n}"]) for n in SPANS],
                "holidays": self[f"d{day}_holidays"],
            }
            for day in range(1, 8)
        ]

    def special_rows(self) -> list[list[Any]]:
        """Return the rows of special days with their bound fields."""
        names = ("first", "last", "opens", "closes")
        return [[self[f"s{row}_{name}"] for name in names] for row in range(self.specials)]


def weekdays_of(first: date, last: date) -> list[int]:
    """Return the weekdays (Monday is 1) that lie between two days."""
    days = min((last - first).days + 1, 7)
    return sorted({(first + timedelta(days=ahead)).isoweekday() for ahead in range(days)})


def hours_initial(spans: Sequence[Span]) -> tuple[dict[str, Any], int]:
    """Return the initial values of ``HoursForm`` and how many special rows it needs."""
    initial: dict[str, Any] = {}
    for day in range(1, 8):
        own = sorted(
            (s for s in spans if is_weekly(s) and s.weekday == day), key=lambda s: str(s.opens)
        )
        for number, span in zip(SPANS, own, strict=False):
            initial[f"d{day}_open{number}"] = span.opens
            initial[f"d{day}_close{number}"] = span.closes
        initial[f"d{day}_holidays"] = any(span.holidays for span in own)
    rows = special_ranges(spans)
    for row, (first, last, opens, closes) in enumerate(rows):
        initial |= {f"s{row}_first": first, f"s{row}_last": last}
        initial |= {f"s{row}_opens": opens, f"s{row}_closes": closes}
    return initial, len(rows) + _BLANK


def special_ranges(spans: Iterable[Span]) -> list[tuple[Any, ...]]:
    """Return special days as (first, last, opens, closes), one line for all their weekdays."""
    found = {(s.since, s.until, s.opens, s.closes) for s in spans if s.special}
    return sorted(found, key=lambda row: (row[0], row[1], str(row[2])))


def is_weekly(span: Span) -> bool:
    """Say whether a line is of the open-ended week (neither special nor of a season)."""
    return not span.special and span.since is None and span.until is None


def copied(data: Any, source: int, targets: Iterable[int]) -> Any:
    """Return posted data with the row of ``source`` copied to the rows of ``targets``."""
    changed = data.copy()
    names = [f"{kind}{span}" for span in SPANS for kind in ("open", "close")] + ["holidays"]
    for target in targets:
        for name in names:
            value = data.get(f"d{source}_{name}", "")
            if value:
                changed[f"d{target}_{name}"] = value
            else:
                changed.pop(f"d{target}_{name}", None)
    return changed
