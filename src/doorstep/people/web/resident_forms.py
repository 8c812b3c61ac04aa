"""Forms about residents. They only read; what is wrong is said by the operation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import DoorstepError
from doorstep.people.public import Consent, Relation, Resident, Tag, tag_kinds
from doorstep.places.public import dwelling_of, parse_address
from doorstep.platform.http.problems import texts_of

NO_SUCH_HOME = _("No one home fits this address; give lane, number, room.")
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def show_error(form: forms.Form, error: DoorstepError) -> None:
    """Put an operation's refusal beside the fields it names, or on top of the form."""
    named = {name: text for name, text in error.fields.items() if name in form.fields}
    for name, text in named.items():
        form.add_error(name, str(_(text)))
    if not named:
        title, mend = texts_of(error)
        form.add_error(None, f"{title} {mend}".strip())


class DetailsForm(forms.Form):
    """What is kept about a person; every key is one of ``resident_fields``."""

    name = forms.CharField(
        label=_("Name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    reading = forms.CharField(
        label=_("Read as"),
        max_length=120,
        required=False,
        help_text=_("Only when it is read unusually: shan tian fang"),
    )
    id_number = forms.CharField(
        label=_("ID number"),
        max_length=30,
        required=False,
        help_text=_("Birth date and gender are taken from it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-no-draft": ""}),
    )
    gender = forms.ChoiceField(
        label=_("Gender"), choices=Resident.Gender.choices, initial="u", widget=forms.RadioSelect
    )
    birth = forms.DateField(label=_("Birth date"), required=False, widget=DAY)
    phone = forms.CharField(
        label=_("Phone"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "data-no-draft": ""}),
    )
    residence = forms.ChoiceField(
        label=_("Living and registered"),
        choices=Resident.Residence.choices,
        widget=forms.RadioSelect,
        initial="registered",
    )
    relation_to_head = forms.ChoiceField(
        label=_("In the household"), choices=Resident.Kinship.choices, initial="other"
    )
    language = forms.CharField(label=_("Language"), max_length=20, required=False)
    needs_note = forms.CharField(
        label=_("What to mind"), max_length=500, required=False, widget=forms.Textarea
    )


class RegisterForm(DetailsForm):
    """A new resident; ``address`` as people say it, or ``place`` when it is known."""

    field_order = ("address", "place")
    address = forms.CharField(
        label=_("Address"),
        max_length=100,
        required=False,
        error_messages={"required": _("Where does the person live?")},
        widget=forms.TextInput(attrs={"placeholder": "375弄3号502"}),
    )
    place = forms.CharField(max_length=22, required=False, widget=forms.HiddenInput)
    another_person = forms.BooleanField(
        label=_("It is another person of the same name"), required=False
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        known = (self.data if self.is_bound else self.initial).get("place")
        self.fields["address"].required = not known

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        address = cleaned.pop("address", "")
        if address:
            probe = parse_address(address)
            dwelling = dwelling_of(self.actor, probe) if probe else None
            if dwelling is None:
                self.add_error("address", NO_SUCH_HOME)
            else:
                cleaned["place"] = dwelling.pk
        return cleaned


class AmendForm(DetailsForm):
    """Corrections; the sealed fields start empty and empty means: leave as it is."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def details(self) -> dict[str, Any]:
        """Return what was entered, without untouched sealed fields."""
        entered = {k: v for k, v in self.cleaned_data.items() if k != "version"}
        if not entered["reading"]:
            entered.pop("reading")
        return {
            key: value
            for key, value in entered.items()
            if value or key not in ("id_number", "birth", "phone")
        }


class OpeningForm(forms.Form):
    """Why a sealed field is opened."""

    field = forms.CharField(max_length=40, widget=forms.HiddenInput)
    purpose = forms.CharField(label=_("What do you need it for?"), min_length=2, max_length=200)


class TagForm(forms.Form):
    """A tag with where it comes from."""

    kind = forms.ChoiceField(label=_("Tag"), choices=[])
    source = forms.ChoiceField(label=_("How is it known"), choices=Tag.Source.choices[:3])
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = tag_kinds().values()
        offered = [(kind.code, kind.title) for kind in kinds]
        self.fields["kind"].choices = offered  # type: ignore[attr-defined]


class ConsentForm(forms.Form):
    """A consent said or signed before a worker; who acts is named by their phone."""

    acts = forms.MultipleChoiceField(
        label=_("Allowed"), choices=Consent.Act.choices, widget=forms.CheckboxSelectMultiple
    )
    agent_phone = forms.CharField(
        label=_("Phone of who may act"),
        max_length=30,
        required=False,
        help_text=_("Empty when it is about the use of data."),
    )
    evidence = forms.CharField(label=_("How it was given, and where that lies"), max_length=200)
    by_guardian = forms.BooleanField(label=_("Given by the guardian"), required=False)


class RelationForm(forms.Form):
    """Who stands by a person."""

    kind = forms.ChoiceField(label=_("Who"), choices=Relation.Kind.choices)
    name = forms.CharField(label=_("Name"), max_length=80)
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)
    whereabouts = forms.CharField(label=_("Lives in"), max_length=60, required=False)
    first_to_call = forms.BooleanField(label=_("Call first"), required=False)


class MoveForm(forms.Form):
    """Moved inside the place (address) or away (words)."""

    on = forms.DateField(label=_("Since"), widget=DAY)
    address = forms.CharField(label=_("New address here"), max_length=100, required=False)
    moved_to = forms.CharField(label=_("Or moved away to"), max_length=120, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        address = cleaned.pop("address", "")
        cleaned["to"] = ""
        if address:
            probe = parse_address(address)
            dwelling = dwelling_of(self.actor, probe) if probe else None
            if dwelling is None:
                self.add_error("address", NO_SUCH_HOME)
            else:
                cleaned["to"] = dwelling.pk
        elif not cleaned.get("moved_to"):
            self.add_error("address", _("Where to?"))
        return cleaned


class DeathForm(forms.Form):
    """The day of a death."""

    on = forms.DateField(label=_("Day"), widget=DAY)
