"""The filter of a list of cases as it stands in the address bar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from doorstep.casework.models.labels import STATE_TITLES
from doorstep.casework.rules.states import State
from doorstep.casework.selectors.kinds import kinds_on_offer
from doorstep.casework.selectors.lists import CaseFilter, Order
from doorstep.kernel.calendar import SHANGHAI
from doorstep.kernel.places import is_place_code

WHOSE: Final = (("me", _("Mine")), ("unit", _("My station's")), ("all", _("All")))
PERIODS: Final = (("came", _("came in")), ("closed", _("finished")), ("rated", _("rated badly")))
ANSWERS: Final = (
    ("in_time", _("answered in time")),
    ("late", _("answered late or not yet")),
)
ORDERS: Final = (
    ("due", _("By clock")),
    ("newest", _("Newest first")),
    ("oldest", _("Oldest first")),
)
LEVELS: Final = ("community", "joint_duty", "subdistrict", "district")
FLAGS: Final = {
    "late": _("late"),
    "returned": _("returned"),
    "urgent": _("urgent"),
    "open": _("open"),
    "spot": _("settled on the spot"),
    "reopened": _("reopened"),
    "joint": _("joint work open"),
    "bad": _("rated badly"),
}


def _kinds() -> list[tuple[str, str]]:
    language = get_language() or ""
    return [(kind.code, kind.title_in(language)) for kind in kinds_on_offer()]


def _flag() -> forms.ChoiceField:
    return forms.ChoiceField(required=False, choices=[("1", "1"), ("0", "0")])


class FilterForm(forms.Form):
    """What the address bar may say; anything else is named and left out."""

    whose = forms.ChoiceField(required=False, choices=WHOSE)
    kind = forms.ChoiceField(required=False, choices=_kinds, label=_("Kind"))
    state = forms.ChoiceField(required=False, choices=list(STATE_TITLES.items()), label=_("State"))
    place = forms.CharField(required=False, max_length=22, label=_("Place"))
    level = forms.ChoiceField(required=False, choices=[(level, level) for level in LEVELS])
    answered = forms.ChoiceField(required=False, choices=ANSWERS)
    when = forms.ChoiceField(required=False, choices=PERIODS)
    since = forms.DateField(required=False, input_formats=["%Y-%m-%d"], label=_("from"))
    until = forms.DateField(required=False, input_formats=["%Y-%m-%d"], label=_("to"))
    sort = forms.ChoiceField(required=False, choices=ORDERS, label=_("Order"))
    late, returned, urgent, open = _flag(), _flag(), _flag(), _flag()
    spot, reopened, joint, bad = _flag(), _flag(), _flag(), _flag()

    def clean_place(self) -> str:
        place: str = self.cleaned_data["place"]
        if place and not is_place_code(place):
            raise forms.ValidationError(_("This is not the code of a place."))
        return place


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A filter that was read: ``keep`` for the selector, ``said`` as it stands in the address,
    ``wrong`` the parameters that could not be read."""

    keep: CaseFilter
    order: Order
    said: dict[str, str]
    wrong: tuple[str, ...] = ()

    @property
    def is_my_desk(self) -> bool:
        """Whether nothing was narrowed: one's own work in its groups."""
        return set(self.said) <= {"whose"} and self.said.get("whose", "me") == "me"


def read_filter(query: QueryDict) -> Narrowing:
    """Read the address bar; what can't be read is left out and named."""
    form = FilterForm(query)
    form.is_valid()
    given = form.cleaned_data
    said = {name: str(value) for name, value in given.items() if value not in ("", None)}
    keep = CaseFilter(
        whose={"all": "", "unit": "unit"}.get(given.get("whose", ""), "me"),  # type: ignore[arg-type]
        kind=(given["kind"],) if given.get("kind") else (),
        state=(given["state"],) if given.get("state") else (),
        place=given.get("place", ""),
        level=given.get("level", ""),
        answered=given.get("answered", ""),
        late=_truth(given, "late"),
        returned=_truth(given, "returned"),
        urgent=_truth(given, "urgent"),
        open=_truth(given, "open"),
        on_the_spot=_truth(given, "spot"),
        reopened=_truth(given, "reopened"),
        joint_work=_truth(given, "joint"),
        bad_rating=given.get("bad") == "1",
    )
    keep = _in_period(keep, given)
    return Narrowing(keep, _order(given), said, tuple(sorted(form.errors)))


def _truth(given: Mapping[str, Any], name: str) -> bool | None:
    return {"1": True, "0": False}.get(given.get(name, ""))


def _in_period(keep: CaseFilter, given: Mapping[str, Any]) -> CaseFilter:
    since, until = beginning(given.get("since")), beginning(given.get("until"), days=1)
    when = given.get("when", "")
    if when == "closed":
        return replace(keep, closed_since=since, closed_until=until)
    if when == "rated":
        return replace(keep, rated_since=since, rated_until=until)
    return replace(keep, since=since, until=until)


def _order(given: Mapping[str, Any]) -> Order:
    """By clock as long as every case kept has one that runs; otherwise the newest first."""
    if given.get("sort"):
        return given["sort"]  # type: ignore[no-any-return]
    still = ("whose", "kind", "place", "level", "returned", "urgent")
    asks = {name for name, value in given.items() if value not in ("", None)}
    running = given.get("late") == "1" or given.get("state") in (State.DISPATCHED, State.ACCEPTED)
    return "due" if running or asks <= set(still) else "newest"


def beginning(day: date | None, *, days: int = 0) -> datetime | None:
    """Return midnight at the beginning of ``day`` (or ``days`` later), None for no day."""
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=days), time.min, tzinfo=SHANGHAI)


def work_url(said: Mapping[str, Any], **more: Any) -> str:
    """Return the address of the list with ``said`` changed by ``more``; empty takes away."""
    merged = {**said, **more}
    kept = {name: value for name, value in merged.items() if value not in ("", None)}
    return f"{reverse('work')}?{urlencode(kept)}" if kept else reverse("work")
