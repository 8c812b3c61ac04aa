"""Tags for the pages about people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.translation import gettext as _

from doorstep.people.models import Consent, Resident, ResidentChange

register = template.Library()

SEALED = ("phone", "id_number", "birth")
ICONS = {"registered": "user-plus", "amended": "pencil", "moved": "truck", "died": "flower"}


@register.simple_tag
def masked(resident: Resident, field: str) -> str:
    """Return a sealed field as everybody may see it, "" when there is none."""
    value = getattr(resident, field) if field in SEALED else None
    return value.masked if value is not None else ""


@register.simple_tag
def acts_words(consent: Consent) -> str:
    """Return what a consent allows, in words."""
    words = dict(Consent.Act.choices)
    return "、".join(str(words.get(act, act)) for act in consent.acts)


@register.simple_tag
def change_entries(changes: Iterable[ResidentChange]) -> list[dict[str, Any]]:
    """Return the history as entries of a timeline."""
    return [
        {
            "icon": ICONS.get(change.action, "pencil"),
            "title": change.get_action_display(),
            "who": change.by_name,
            "at": change.at,
            "body": _words_of(change),
        }
        for change in changes
    ]


def _words_of(change: ResidentChange) -> str:
    if change.action == ResidentChange.Action.REGISTERED:
        return ""
    fields = {
        f.name: f.verbose_name for f in Resident._meta.get_fields() if hasattr(f, "verbose_name")
    }
    return "；".join(
        f"{_(str(fields.get(key, key)))}: {change.before.get(key) or '—'} → {new or '—'}"
        for key, new in change.after.items()
    )
