"""Icons of one set (lucide-static, ISC), read once from node_modules and drawn inline, so that they
take the colour of the text and need no request of their own."""

from __future__ import annotations

import logging
import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

log = logging.getLogger(__name__)
NAME = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
INNER = re.compile(r"<svg[^>]*>(.*)</svg>", re.S)
MISSING = '<circle cx="12" cy="12" r="9"/>'


def icon_path(name: str) -> Path:
    """The file of an icon; the name is checked so that it can't lead elsewhere."""
    if not NAME.match(name):
        raise ValueError(f"not an icon name: {name!r}")
    return Path(settings.NODE_MODULES) / "lucide-static" / "icons" / f"{name}.svg"


@lru_cache(maxsize=512)
def icon_shapes(name: str) -> SafeString:
    """The drawing inside an icon's ``<svg>``. An unknown name gives a plain circle and a log line:
    a page must not fail for a picture."""
    try:
        text = icon_path(name).read_text(encoding="utf-8")
    except (OSError, ValueError):
        log.warning("icon missing: %s", name)
        return mark_safe(MISSING)
    found = INNER.search(text)
    shapes = " ".join(found.group(1).split()) if found else MISSING
    return mark_safe(shapes)


def icon_svg(name: str, label: str = "") -> SafeString:
    """Inline SVG. Without a label it is decoration and hidden from readers aloud."""
    said = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"'
        ' stroke-linecap="round" stroke-linejoin="round" focusable="false" {}>{}</svg>',
        mark_safe(said),
        icon_shapes(name),
    )
