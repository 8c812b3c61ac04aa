"""Forms for entering estates, buildings, dwellings and blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from doorstep.places.models import Building, Dwelling, Estate
from doorstep.places.rules.buildings import floors_up_to


class EstateForm(forms.Form):
    """An estate's name and address; the kind is chosen once, when it is entered."""

    name = forms.CharField(label=_("Name of the estate"), max_length=80)
    kind = forms.ChoiceField(
        label=_("What it is"), choices=Estate.Kind.choices, widget=forms.RadioSelect
    )
    road = forms.CharField(
        label=pgettext_lazy("address", "Road"),
        max_length=40,
        required=False,
        help_text=_("As it stands on the sign: Linfen Road."),
    )
    lane = forms.CharField(
        label=pgettext_lazy("address", "Lane"),
        max_length=16,
        required=False,
        help_text=_("The number alone will do: 375. Residents then find their home by 375-3-502."),
    )

    def __init__(self, *args: Any, change: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = Estate.Kind.ESTATE
        if change:
            del self.fields["kind"]


def _number(label: Any, low: int, high: int, help_text: Any = "", **more: Any) -> Any:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(
        label=label, min_value=low, max_value=high, help_text=help_text, widget=widget, **more
    )


class BuildingForm(forms.Form):
    """A building by its floors, units and rooms; its dwellings are made from them."""

    number = forms.CharField(
        label=_("Number at the door"), max_length=20, help_text=_("Such as 3 or 12A.")
    )
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=Building.Kind.choices,
        initial=Building.Kind.BLOCK,
        widget=forms.RadioSelect,
    )
    storeys = _number(_("Floors above ground"), 1, 120, initial=6)
    units = _number(
        pgettext_lazy("building", "Units"),
        1,
        20,
        _("Staircases, each with its own door."),
        initial=1,
    )
    rooms = _number(
        _("Rooms a floor in each unit"), 0, 99, _("0 makes no dwellings for now."), initial=2
    )
    basements = _number(_("Basement floors with homes"), 0, 9, initial=0)
    skipped = forms.CharField(
        label=_("Floors left out"),
        max_length=60,
        required=False,
        help_text=_("If the lift skips some: 4, 13, 14."),
    )
    built_year = _number(_("Year it was built"), 1800, 2100, required=False)
    has_lift = forms.BooleanField(label=_("It has a lift"), required=False)

    def clean_skipped(self) -> list[str]:
        parts = re.findall(r"\w+", self.cleaned_data["skipped"])
        if not all(part.isdigit() for part in parts):
            raise forms.ValidationError(_("Name floors by their numbers: 4, 13, 14."))
        return [str(int(part)) for part in parts]

    def plan(self) -> dict[str, Any]:
        """Return the arguments of ``create_building`` that the form says."""
        given = dict(self.cleaned_data)
        storeys, basements = given.pop("storeys"), given.pop("basements")
        left_out = set(given.pop("skipped"))
        floors = [one for one in floors_up_to(storeys, basements) if one not in left_out]
        return {**given, "floors": floors}


class DwellingForm(forms.Form):
    """What one dwelling is used for, and who lives there or nobody."""

    number = forms.CharField(label=_("Number of the dwelling"), max_length=16)
    use = forms.ChoiceField(
        label=_("Used as"), choices=Dwelling.Use.choices, widget=forms.RadioSelect
    )
    occupancy = forms.ChoiceField(
        label=_("Who lives there"), choices=Dwelling.Occupancy.choices, widget=forms.RadioSelect
    )


class BlockForm(forms.Form):
    """A block's name; its buildings are ticked beside it."""

    name = forms.CharField(label=_("Name of the block"), max_length=40)
    buildings = forms.MultipleChoiceField(
        label=_("Buildings of the block"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        buildings: Any = self.fields["buildings"]
        buildings.choices = choices


class SplitForm(forms.Form):
    """Which estates of a community go over to another, existing or new."""

    estates = forms.MultipleChoiceField(
        label=_("Estates that go over"), widget=forms.CheckboxSelectMultiple
    )
    new_code = forms.RegexField(
        r"^[0-9]{12}$",
        label=_("Code of the other community"),
        max_length=12,
        help_text=_("12 digits. One that isn't there yet is made, with the name below."),
    )
    new_name = forms.CharField(label=_("Name, if it is new"), max_length=80, required=False)
    why = forms.CharField(label=_("Why, or by which document"), max_length=200, required=False)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        estates: Any = self.fields["estates"]
        estates.choices = choices
