"""Panels about people: on the page of a dwelling, and on the right of a person's page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from doorstep.people.public import PersonPage, name_for, residents_of_dwelling
from doorstep.people.web.finder import age_words, gender_word
from doorstep.platform.modules import panels_on_offer


def household_panel(request: HttpRequest, subject: Any) -> str:
    """Return the household card of a dwelling (``subject``: a dwelling or its code)."""
    place = str(getattr(subject, "pk", subject))
    actor = request.actor  # type: ignore[attr-defined]
    today = timezone.localdate()
    people = [
        {
            "id": person.pk,
            "name": name_for(actor, person.name, person.place),
            "facts": " · ".join(
                str(fact)
                for fact in (
                    age_words(person.age_on(today)),
                    gender_word(person.gender),
                    person.get_relation_to_head_display(),
                )
                if fact
            ),
            "minor": person.is_minor_on(today),
        }
        for person in residents_of_dwelling(actor, place)
    ]
    context = {"people": people, "place": place}
    return render_to_string("people/residents/household_panel.html", context, request=request)


def contact_panel(request: HttpRequest, subject: Any) -> str:
    """Return whom to call for a person (``subject``: PersonPage); "" when nobody is noted."""
    if not isinstance(subject, PersonPage) or not (subject.relations or subject.phones):
        return ""
    context = {"page": subject, "died": subject.resident.has_died}
    return render_to_string("people/residents/contact_panel.html", context, request=request)


def panels_of(request: HttpRequest, slot: str, subject: Any) -> list[SafeString]:
    """Return what the modules put into ``slot`` for this reader."""
    actor = request.actor  # type: ignore[attr-defined]
    place = subject.resident.place if isinstance(subject, PersonPage) else ""
    found = [
        panel.render(request, subject)
        for panel in panels_on_offer(slot, place)
        if not panel.permission or actor.can(panel.permission)
    ]
    return [SafeString(html) for html in found if html]
