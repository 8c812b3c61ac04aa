"""Kinds of tags: declared by modules, read from the registry."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language

from doorstep.platform.modules import registry


@dataclass(frozen=True, slots=True)
class TagKind:
    """``tone``: see the design system ("" for quiet). ``consent``: the act that the resident has
    to have consented to before such a tag is kept. ``sensitive``: health and the like."""

    code: str
    zh: str
    en: str
    tone: str = ""
    icon: str = ""
    sensitive: bool = False
    consent: str = ""

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.en if (get_language() or "").startswith("en") else self.zh


@lru_cache
def tag_kinds() -> dict[str, TagKind]:
    """Return every kind that the installed modules declare, by code, in their order."""
    declared = [tag for manifest in registry().manifests.values() for tag in manifest.tags]
    return {str(tag["code"]): TagKind(**tag) for tag in declared}


def tag_kind(code: str) -> TagKind:
    """Return a kind; one whose module is gone is shown by its code."""
    return tag_kinds().get(code) or TagKind(code, code, code)
