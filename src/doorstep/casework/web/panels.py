"""Casework on other apps' pages: the cases of a person, of a home; what a new calendar does."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from doorstep.casework.models import Case
from doorstep.casework.selectors.lists import CaseFilter, case_list, cases_of_person
from doorstep.casework.selectors.provisional import recount
from doorstep.casework.web.rows import rows_of

SHOWN = 8


def person_open(request: HttpRequest, subject: Any) -> str:
    """Return the open and the latest cases of a person (``subject``: a resident, their page or
    their id)."""
    resident = getattr(subject, "resident", subject)
    actor = request.actor  # type: ignore[attr-defined]
    found = cases_of_person(actor, int(getattr(resident, "pk", resident)), limit=SHOWN)
    return _panel(request, found)


def dwelling_open(request: HttpRequest, subject: Any) -> str:
    """Return the open cases of a home or a building (``subject``: it or its code); "" for none."""
    place = str(getattr(subject, "pk", subject))
    keep = CaseFilter(place=place, open=True)
    found = case_list(request.actor, keep, at=timezone.now(), limit=SHOWN)  # type: ignore[attr-defined]
    return _panel(request, found.cases) if found.cases else ""


def _panel(request: HttpRequest, cases: list[Case]) -> str:
    rows = rows_of(request.actor, cases, at=timezone.now())  # type: ignore[attr-defined]
    count = sum(1 for case in cases if case.is_open)
    context = {"rows": rows, "open_count": count}
    return render_to_string("casework/panels/person_open.html", context, request=request)


def calendar_consequences(request: HttpRequest, subject: Any) -> str:
    """Return what a year would do to open clocks. ``subject``: (place, the WorkingCalendar)."""
    place, calendar = subject
    said = recount(place, calendar)
    return render_to_string("casework/panels/recount.html", {"said": said}, request=request)
