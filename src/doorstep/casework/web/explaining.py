"""Why a case was sent where it is, in words: the reason, and every rule that was tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from doorstep.casework.models import Case
from doorstep.casework.selectors.kinds import find_kind
from doorstep.casework.web.wording import unit_words, value_words


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a case went where it did: the reason in words, and every rule that was tried."""

    unit: str
    because: str
    tried: list[dict[str, Any]]


def explained(decision: Mapping[str, Any], case: Case | None = None) -> Explained:
    """Put a decision (``Decision.as_data()``) into words."""
    because = decision.get("because") or {}
    english = (get_language() or "").startswith("en")
    tried = [
        {
            "label": _rule_words(one["label"]),
            "matched": one["matched"],
            "tests": [_test_words(test) for test in one["tests"]],
            "note": _("the colleague it names has left") if one["note"] else "",
        }
        for one in decision.get("why", [])
    ]
    return Explained(
        unit=unit_words(decision.get("level", ""), decision.get("holder_role", "")),
        because=because.get("en" if english else "zh", ""),
        tried=tried,
    )


def _rule_words(label: str) -> str:
    if label == "ladder":
        return _("Nothing else fits: the first level of the ladder")
    if label.startswith("kind:"):
        _kind, code, position = label.split(":", 2)
        kind = find_kind(code)
        title = kind.title_in(get_language() or "") if kind else code
        return _("%(kind)s, way %(n)d of its own") % {"kind": title, "n": int(position) + 1}
    return label


def _test_words(test: Mapping[str, Any]) -> dict[str, Any]:
    words = _("%(field)s %(op)s %(want)s") % {
        "field": field_words(test["field"]),
        "op": op_words(test["op"]),
        "want": value_words(test["want"]),
    }
    return {"words": words, "holds": test["holds"], "have": value_words(test["have"])}


def field_words(name: str) -> str:
    known = {
        "kind": _("kind"), "category": _("category"), "place": _("place"), "urgent": _("urgent"),
        "channel": _("way it came"), "hour": _("hour"), "weekday": _("weekday"),
        "working": _("office hours"), "level": _("level"),
    }  # fmt: skip
    return known.get(name, name.removeprefix("answers."))


def op_words(op: str) -> str:
    known = {
        "eq": _("is"), "ne": _("is not"), "in": _("is one of"), "has": _("contains"),
        "starts": _("begins with"), "lt": "<", "le": "≤", "gt": ">", "ge": "≥",
    }  # fmt: skip
    return known.get(op, op)
