"""Pieces that reception puts on other apps' pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from doorstep.casework.public import kinds_on_offer


def take_panel(request: HttpRequest, subject: Any) -> str:
    """Return the common kinds to take a case of a person (``subject`` has ``pk`` or ``id``)."""
    person = getattr(subject, "resident", subject)
    if not getattr(person, "is_here", True):
        return ""
    kinds = [kind for kind in kinds_on_offer() if kind.common]
    context = {"person": person, "kinds": kinds}
    return render_to_string("reception/desk/take_panel.html", context, request=request)
