"""Reply texts: a template with ``{placeholders}``, filled from what is known of the case."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

PLACEHOLDER: Final = re.compile(r"\{([a-z_]+)\}")
KNOWN: Final = frozenset(
    {
        "number",
        "kind",
        "form_of_address",
        "place",
        "due",
        "phone",
        "worker",
        "unit",
        "reason",
        "question",
        "until",
        "outcome",
    }
)


def fill(text: str, known: Mapping[str, str]) -> str:
    """Fill ``{placeholders}``; one that is not known stays as it is, so that nobody sends a gap.

    Plain replacement rather than ``str.format``: a template is data and must not reach into
    objects.
    """
    return PLACEHOLDER.sub(lambda match: known.get(match[1], match[0]), text)


def unknown_placeholders(text: str) -> list[str]:
    """Return placeholders of ``text`` that no case can fill, sorted."""
    return sorted(set(PLACEHOLDER.findall(text)) - KNOWN)


def choose(
    replies: Mapping[str, Mapping[str, str]],
    overrides: Mapping[str, Mapping[str, str]],
    *,
    move: str,
    language: str,
) -> str:
    """Return the template for ``move``: the place's own before the kind's; English when the
    language is missing, then whatever there is; empty when there is none."""
    texts = overrides.get(move) or replies.get(move) or {}
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")
