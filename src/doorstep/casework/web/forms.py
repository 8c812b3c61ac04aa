"""Forms of the moves of a case. They parse; whether a move is right is the operation's to say."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from doorstep.casework.rules.kinds import MAX_REASON, MAX_WORDS
from doorstep.casework.web.choices import Choices

GAP: Final = "……"


class StillAGap(forms.ValidationError):
    def __init__(self) -> None:
        super().__init__(_("There is still a “……” to fill in."))


def _text(label: Any, limit: int = MAX_WORDS, *, rows: int = 3, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=limit, widget=widget, **more)


def reason_field() -> forms.CharField:
    help_text = _("Colleagues read this; the resident doesn't.")
    return _text(_("Why?"), MAX_REASON, rows=2, help_text=help_text)


def word_field(help_text: Any = None) -> forms.CharField:
    """``help_text``: what happens when it stays empty; the template's words go out, usually."""
    help_text = help_text or _("Left empty, the words of the template go out.")
    return _text(_("What the resident reads"), rows=4, required=False, help_text=help_text)


class MoveForm(forms.Form):
    """``version``: what was looked at when the form was shown."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: Choices, focus: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.choices = choices
        names = ("reason", "text", "question", "task", "words", "original", "where")
        first = next((name for name in names if name in self.fields), None)
        if focus and first:
            self.fields[first].widget.attrs["data-focus"] = ""

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for name in ("text", "word", "question"):
            if GAP in str(given.get(name, "")):
                self.add_error(name, StillAGap())
        return given


class ReasonForm(MoveForm):
    reason = reason_field()


class ReasonAndWordForm(MoveForm):
    reason = reason_field()
    word = word_field()


class ReplyForm(MoveForm):
    text = _text(_("Your answer"), rows=5)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["text"].widget.attrs |= {"data-key": "r", "data-key-title": _("Answer")}


class ResolveForm(MoveForm):
    text = _text(_("What was done"), rows=5, help_text=_("The resident reads this as your answer."))


class HearForm(MoveForm):
    text = _text(_("What she said"), help_text=_("In her own words, as far as you can."))


class AskForm(MoveForm):
    question = _text(_("What do you want to know?"), rows=5)
    until = forms.DateField(
        label=_("Go on without an answer on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class SuspendForm(MoveForm):
    until = forms.DateField(
        label=_("The work goes on on"), widget=forms.DateInput(attrs={"type": "date"})
    )
    reason = reason_field()
    word = word_field()


class ExtendForm(MoveForm):
    more = forms.IntegerField(label=_("How much longer"), min_value=1, max_value=10_080, initial=3)
    reason = reason_field()
    word = word_field()

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["more"].help_text = self.choices.extension_unit()


class DispatchForm(MoveForm):
    to = forms.ChoiceField(label=_("To whom"))
    word = word_field()
    by_rules = True

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to"].choices = self.choices.units_and_colleagues(  # type: ignore[attr-defined]
            by_rules=self.by_rules
        )


class ReassignForm(DispatchForm):
    by_rules = False
    reason = reason_field()
    word = word_field(_("Left empty, she isn't told."))
    field_order = ("version", "to", "reason", "word")


class SettleForm(MoveForm):
    outcome = forms.ChoiceField(label=_("What was done"), widget=forms.RadioSelect, required=False)
    text = _text(_("What you told her"), rows=4, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = self.choices.outcomes()
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["outcome"]
            self.fields["text"].required = True


class CloseForm(MoveForm):
    word = word_field()

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for child in self.choices.open_children():
            self.fields[f"child_{child.number}"] = _text(
                _("What came of %(number)s") % {"number": child.number}, rows=2, required=False
            )


class DuplicateForm(MoveForm):
    original = forms.CharField(
        label=_("Number of the other case"),
        max_length=20,
        help_text=_("The asker of this one is told how that one goes."),
    )
    word = word_field()

    def clean_original(self) -> str:
        digits = "".join(c for c in self.cleaned_data["original"] if c.isdigit())
        return f"{digits[:6]}-{digits[6:]}"


class SplitForm(MoveForm):
    kind = forms.ChoiceField(label=_("Kind"))
    words = _text(_("What is to be done there"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].choices = self.choices.kinds()  # type: ignore[attr-defined]


class AssignForm(MoveForm):
    part = forms.ChoiceField(
        label=_("Part"),
        choices=[("assist", _("Assists")), ("lead", _("Leads"))],
        widget=forms.RadioSelect,
        initial="assist",
    )
    to = forms.ChoiceField(label=_("To whom"))
    task = _text(_("What they should do"), MAX_REASON)
    days = forms.IntegerField(
        label=_("Within how many working days"), min_value=1, max_value=60, required=False
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to"].choices = self.choices.units_and_colleagues(  # type: ignore[attr-defined]
            by_rules=False
        )


class EndAssignmentForm(MoveForm):
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=[
            ("done", _("Done")),
            ("not-needed", _("Not needed")),
            ("impossible", _("Not possible")),
        ],
        widget=forms.RadioSelect,
        initial="done",
    )
    report = _text(_("Report"), required=False)


class RelocateForm(MoveForm):
    where = forms.CharField(
        label=_("Where it really is"),
        max_length=100,
        help_text=_("An address as people say it (375-3-502), or the code of a place."),
    )
    reason = reason_field()


class FileForm(MoveForm):
    file = forms.FileField(label=_("Photo or paper"))
    audience = forms.ChoiceField(
        label=_("Who may see it"),
        choices=[("resident", _("The resident too")), ("staff", _("Colleagues only"))],
        widget=forms.RadioSelect,
        initial="resident",
    )


class RatingForm(MoveForm):
    score = forms.TypedChoiceField(
        label=_("What she said when you called"),
        coerce=int,
        choices=[
            (5, _("Very satisfied")),
            (4, _("Satisfied")),
            (3, _("Fair")),
            (2, _("Dissatisfied")),
            (1, _("Very dissatisfied")),
        ],
        widget=forms.RadioSelect,
    )
    words = _text(_("In her words"), 1_000, required=False)
