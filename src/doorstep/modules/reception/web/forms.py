"""Forms of reception. The questions of a kind become fields from its JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from doorstep.platform.modules import CaseKind

MAX_WORDS = 2_000
MAX_PHOTOS = 4
PREFIX = "q_"
ASK_HINT = _("In your own words; you may dictate with the microphone of your keyboard.")


def _language() -> str:
    return "en" if (get_language() or "zh").startswith("en") else "zh"


def said(text: Mapping[str, str] | None, fallback: str = "") -> str:
    """Return a text of several languages in the reader's."""
    return (text or {}).get(_language(), fallback)


class PhotosInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Up to four photos; what they really are is judged when they are kept."""

    widget = PhotosInput(attrs={"accept": "image/*", "multiple": True})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = [file for file in (data or []) if file]
        if len(files) > MAX_PHOTOS:
            raise forms.ValidationError(_("At most four photos at a time."), code="too-many")
        return files


def question_fields(kind: CaseKind) -> dict[str, forms.Field]:
    """Return one field for each question of a kind: ticks, never typing."""
    required = set(kind.form.get("required", ()))
    return {
        PREFIX + key: _field_of(question, key in required)
        for key, question in kind.form.get("properties", {}).items()
    }


def _field_of(question: Mapping[str, Any], required: bool) -> forms.Field:
    label = said(question.get("x-title"), question.get("title", ""))
    if question.get("type") == "boolean":
        choices: Iterable[tuple[str, Any]] = (("yes", _("Yes")), ("no", _("No")))
    else:
        options = question.get("x-options", {})
        choices = [(value, said(options.get(value), value)) for value in question["enum"]]
    return forms.ChoiceField(
        label=label, choices=list(choices), required=required, widget=forms.RadioSelect
    )


def answers_of(kind: CaseKind, cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """Return the ticks as the kind's schema wants them; what was left empty is left out."""
    answers: dict[str, Any] = {}
    for key, question in kind.form.get("properties", {}).items():
        value = cleaned.get(PREFIX + key, "")
        if value:
            answers[key] = value == "yes" if question.get("type") == "boolean" else value
    return answers


class CaseForm(forms.Form):
    """What is asked when a case is taken. The questions of ``kind`` are added to it."""

    words = forms.CharField(
        label=_("What is it about?"),
        max_length=MAX_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    place_text = forms.CharField(label=_("Where exactly?"), max_length=200, required=False)
    photos = PhotosField(label=_("Photos"), required=False)

    def __init__(self, *args: Any, kind: CaseKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields |= question_fields(kind)
        self.question_names = [name for name in self.fields if name.startswith(PREFIX)]

    @property
    def calls(self) -> list[dict[str, Any]]:
        """Whom to ring whatever the answers are."""
        return [
            {"title": said(call["name"]), "phone": call["phone"]}
            for call in self.kind.calls
            if not call.get("when")
        ]

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[name] for name in self.question_names]

    @property
    def answers(self) -> dict[str, Any]:
        return answers_of(self.kind, self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not cleaned.get("words", "").strip() and not self.answers:
            self.add_error("words", _("Say in a few words what it is about, or tick an answer."))
        return cleaned


class IntakeForm(CaseForm):
    """At the desk: besides what was asked, whether it was settled on the spot."""

    outcome = forms.ChoiceField(
        label=_("Settled on the spot?"), required=False, widget=forms.RadioSelect
    )
    channel = forms.ChoiceField(
        label=_("How did it come?"),
        choices=[("desk", _("At the desk")), ("phone", _("By phone")), ("visit", _("On a visit"))],
        initial="desk",
        widget=forms.RadioSelect,
    )
    keep = forms.BooleanField(label=_("I do it myself"), required=False)

    def __init__(self, *args: Any, kind: CaseKind, **kwargs: Any) -> None:
        super().__init__(*args, kind=kind, **kwargs)
        outcomes = [(o["code"], said(o, o["code"])) for o in kind.spot_outcomes]
        if kind.on_the_spot and outcomes:
            self.fields["outcome"].choices = [("", _("No, it goes on")), *outcomes]  # type: ignore[attr-defined]
        else:
            del self.fields["outcome"]

    def outcome_text(self) -> str:
        """Return the words of the chosen outcome."""
        chosen = self.cleaned_data.get("outcome", "")
        return str(dict(self.fields["outcome"].choices).get(chosen, "")) if chosen else ""  # type: ignore[attr-defined]


class AskForm(CaseForm):
    """On a resident's phone: for whom, besides what."""

    person = forms.TypedChoiceField(label=_("For whom?"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, persons: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = persons  # type: ignore[attr-defined]
        if len(persons) == 1:
            self.fields["person"].widget = forms.HiddenInput()
            self.initial.setdefault("person", persons[0][0])
        self.fields["words"].help_text = str(ASK_HINT)


class WordsForm(forms.Form):
    """A message, or a reason."""

    text = forms.CharField(
        label=_("Your message"), max_length=MAX_WORDS, widget=forms.Textarea(attrs={"rows": 3})
    )
    photos = PhotosField(label=_("Photos"), required=False)


class ConsentForm(forms.Form):
    """Let somebody act for me."""

    phone = forms.CharField(
        label=_("Mobile number of whom you trust"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    acts = forms.MultipleChoiceField(
        label=_("What may they do for you?"),
        choices=[
            ("ask", _("Ask and follow matters")),
            ("rate", _("Rate")),
            ("see", _("See my own page")),
        ],
        initial=["ask", "rate", "see"],
        widget=forms.CheckboxSelectMultiple,
    )
