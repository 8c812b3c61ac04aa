"""Forms of routing rules and reply templates. A condition is put together from ticks, and from
JSON for what ticks can't say."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from doorstep.casework.models import RoutingRule
from doorstep.casework.models.labels import CHANNEL_TITLES, LEVEL_TITLES, MOVE_TITLES
from doorstep.casework.permissions import EDIT_RULES, EDIT_TEMPLATES, places_where
from doorstep.casework.rules.routing import LEVELS, RuleData, Target
from doorstep.casework.rules.templates import KNOWN
from doorstep.casework.selectors.kinds import kinds_on_offer
from doorstep.casework.web.wording import role_words
from doorstep.kernel.actor import Actor
from doorstep.places.public import division_children, place_names
from doorstep.platform.permissions import ROLES

EITHER = [("", _("all the same")), ("1", _("yes")), ("0", _("no"))]
TEMPLATE_MOVES = (
    "open", "settle", "dispatch", "accept", "reply", "ask", "resume", "suspend", "extend",
    "escalate", "return", "resolve", "close", "reopen", "cancel", "duplicate",
)  # fmt: skip


def kind_choices() -> list[tuple[str, str]]:
    language = get_language() or ""
    return [("", str(_("All kinds"))), *((k.code, k.title_in(language)) for k in kinds_on_offer())]


def place_choices(actor: Actor, permission: str) -> list[tuple[str, str]]:
    """Return the places of the actor's grants and what lies right below them."""
    own = places_where(actor, permission)
    names = place_names(own) if own else {}
    found = [(code, names.get(code, code)) for code in own]
    for code in own:
        if code and len(code) < 12:
            found += [(one.code, f"　{one.name}") for one in division_children(code)]
    return found


class RuleForm(forms.Form):
    label = forms.CharField(label=_("Name of the rule"), max_length=120)
    place = forms.ChoiceField(label=_("Where it holds"))
    kind = forms.ChoiceField(label=_("Kind"), choices=kind_choices, required=False)
    channel = forms.MultipleChoiceField(
        label=_("Only when it came"),
        choices=list(CHANNEL_TITLES.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    urgent = forms.ChoiceField(
        label=_("Only urgent ones"), choices=EITHER, widget=forms.RadioSelect, required=False
    )
    working = forms.ChoiceField(
        label=_("Only in office hours"), choices=EITHER, widget=forms.RadioSelect, required=False
    )
    condition = forms.CharField(
        label=_("More conditions"),
        help_text=_('As data, for instance {"eq": ["answers.running", true]}'),
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
        required=False,
        max_length=4_000,
    )
    level = forms.ChoiceField(
        label=_("Then it goes to"), choices=[(code, LEVEL_TITLES[code]) for code in LEVELS]
    )
    role = forms.ChoiceField(label=_("Role"), required=False)
    position = forms.IntegerField(label=_("Order"), min_value=0, max_value=10_000, initial=100)
    active = forms.BooleanField(label=_("In force"), required=False, initial=True)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["place"].choices = place_choices(actor, EDIT_RULES)  # type: ignore[attr-defined]
        usual = [("", _("the usual one of that level"))]
        self.fields["role"].choices = usual + [(role, role_words(role)) for role in ROLES]  # type: ignore[attr-defined]

    def clean_condition(self) -> dict[str, Any]:
        text = self.cleaned_data["condition"].strip()
        try:
            found = json.loads(text) if text else {}
        except ValueError as error:
            raise forms.ValidationError(_("This is not readable as data.")) from error
        if not isinstance(found, dict):
            raise forms.ValidationError(_("This is not readable as data."))
        return found

    def as_rule(self, rule_id: int | None) -> RuleData:
        """Return what was filled in as a rule."""
        given = self.cleaned_data
        return RuleData(
            label=given["label"],
            target=Target(given["level"], given["role"]),
            place=given["place"],
            kind=given["kind"],
            condition=joined(given),
            position=given["position"],
            id=rule_id,
        )


def joined(given: dict[str, Any]) -> dict[str, Any]:
    """Return the condition that ticks and data say together."""
    parts: list[dict[str, Any]] = []
    if given["channel"]:
        parts.append({"in": ["channel", given["channel"]]})
    parts += [{"eq": [name, given[name] == "1"]} for name in ("urgent", "working") if given[name]]
    if given["condition"]:
        parts.append(given["condition"])
    if len(parts) < 2:
        return parts[0] if parts else {}
    return {"and": parts}


def taken_apart(condition: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a condition: ticks where they can say it, data for the rest."""
    parts = condition.get("and", [condition] if condition else [])
    fields: dict[str, Any] = {"channel": [], "urgent": "", "working": ""}
    rest = []
    for part in parts:
        ((op, value),) = part.items()
        if op == "in" and value[0] == "channel" and not fields["channel"]:
            fields["channel"] = value[1]
        elif op == "eq" and value[0] in ("urgent", "working") and isinstance(value[1], bool):
            fields[value[0]] = "1" if value[1] else "0"
        else:
            rest.append(part)
    more = {"and": rest} if len(rest) > 1 else (rest[0] if rest else {})
    return fields | {"condition": json.dumps(more, ensure_ascii=False) if more else ""}


def initial_of(rule: RoutingRule) -> dict[str, Any]:
    return {
        "label": rule.title,
        "place": rule.place,
        "kind": rule.kind,
        "level": rule.level,
        "role": rule.role,
        "position": rule.position,
        "active": rule.active,
        "version": rule.version,
        **taken_apart(rule.condition),
    }


class TemplateForm(forms.Form):
    place = forms.ChoiceField(label=_("Where it holds"))
    kind = forms.ChoiceField(label=_("Kind"), choices=kind_choices, required=False)
    move = forms.ChoiceField(
        label=_("When"), choices=[(move, MOVE_TITLES[move]) for move in TEMPLATE_MOVES]
    )
    zh = forms.CharField(
        label=_("Chinese"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    en = forms.CharField(
        label=_("English"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["place"].choices = place_choices(actor, EDIT_TEMPLATES)  # type: ignore[attr-defined]
        offered = " ".join(f"{{{name}}}" for name in sorted(KNOWN))
        self.fields["zh"].help_text = _("Placeholders: %(names)s") % {"names": offered}

    def texts(self) -> dict[str, str]:
        given = self.cleaned_data
        return {language: given[language] for language in ("zh", "en") if given[language]}
