"""Residents: the list with its finding, and the page of one person."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from doorstep.people.permissions import (
    CONSENT_RECORD,
    RESIDENT_AMEND,
    RESIDENT_OPEN,
    RESIDENT_REGISTER,
    RESIDENT_SEE,
)
from doorstep.people.public import (
    PersonPage,
    Resident,
    find_people,
    name_for,
    person_page,
    resident_list,
    said_of,
)
from doorstep.people.web.finder import age_words, facts_of, gender_word
from doorstep.people.web.resident_forms import ConsentForm, RelationForm, TagForm
from doorstep.people.web.resident_panels import panels_of
from doorstep.platform.web.access import page

FOUND = 50


@require_GET
@page(permission=RESIDENT_SEE.code)
def residents(request: HttpRequest) -> HttpResponse:
    """List residents; ``?q=`` finds, ``?status=`` filters, ``?cursor=`` pages."""
    actor = request.actor  # type: ignore[attr-defined]
    q = request.GET.get("q", "")[:60].replace("\x00", "")
    status = request.GET.get("status", "")
    context: dict[str, Any] = {
        "q": q,
        "status": status,
        "may_register": actor.can(RESIDENT_REGISTER.code),
        "chips": _chips(status),
    }
    if q:
        found = find_people(actor, q, FOUND)
        context["rows"] = [
            {"id": p.id, "name": p.name, "sub": " · ".join(facts_of(p)), "status": p.status}
            for p in found
        ]
    else:
        shown = resident_list(actor, status=status, cursor=request.GET.get("cursor", ""))
        context |= {"rows": _rows(request, shown.items), "next": shown.next}
    fragment = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
    template = "people/residents/_rows.html" if fragment else "people/residents/list.html"
    return render(request, template, context)


def _chips(status: str) -> list[dict[str, Any]]:
    wanted = [("", _("All")), *Resident.Status.choices]
    return [
        {"title": title, "url": f"?status={code}" if code else "?", "active": code == status}
        for code, title in wanted
    ]


def _rows(request: HttpRequest, found: list[Resident]) -> list[dict[str, Any]]:
    said, today = said_of(person.place for person in found), timezone.localdate()
    rows = []
    for person in found:
        facts = (
            age_words(person.age_on(today)),
            gender_word(person.gender),
            said.get(person.place, ""),
        )
        name = name_for(request.actor, person.name, person.place)  # type: ignore[attr-defined]
        sub = " · ".join(fact for fact in facts if fact)
        rows.append({"id": person.pk, "name": name, "sub": sub, "status": person.status})
    return rows


@require_GET
@page(permission=RESIDENT_SEE.code)
def person(request: HttpRequest, resident_id: int) -> HttpResponse:
    """Show a person on one screen: who, where, with whom, what is open, what to mind."""
    actor = request.actor  # type: ignore[attr-defined]
    lang = get_language() or "zh"
    shown = person_page(actor, resident_id, at=timezone.now(), lang=lang)
    return render(request, "people/residents/person.html", person_context(request, shown))


def person_context(request: HttpRequest, shown: PersonPage, **forms: Any) -> dict[str, Any]:
    """Return what the template of a person's page needs; ``forms`` are bound ones with errors."""
    actor, place = request.actor, shown.resident.place  # type: ignore[attr-defined]
    today = timezone.localdate()
    return {
        "page": shown,
        "resident": shown.resident,
        "facts": _facts(shown),
        "tags": [
            {"label": held.kind.title, "tone": held.kind.tone, "icon": held.kind.icon}
            for held in shown.tags
        ],
        "dead": _died(shown),
        "housemates": [
            {
                "id": other.pk,
                "name": name_for(actor, other.name, other.place),
                "sub": " · ".join(
                    str(fact)
                    for fact in (
                        age_words(other.age_on(today)),
                        gender_word(other.gender),
                        other.get_relation_to_head_display(),
                    )
                    if fact
                ),
            }
            for other in shown.housemates
        ],
        "may_amend": actor.can(RESIDENT_AMEND.code, place),
        "may_open": actor.can(RESIDENT_OPEN.code, place),
        "may_consent": actor.can(CONSENT_RECORD.code, place),
        "tag_form": forms.get("tag_form") or TagForm(),
        "consent_form": forms.get("consent_form") or ConsentForm(),
        "relation_form": forms.get("relation_form") or RelationForm(),
        "open_panels": panels_of(request, "person.open", shown),
        "right_panels": panels_of(request, "person.right", shown),
    }


def _facts(shown: PersonPage) -> list[str]:
    resident = shown.resident
    facts = [age_words(shown.age), gender_word(resident.gender), shown.address]
    facts.append(shown.community if len(resident.place) > 12 else "")
    return [str(fact) for fact in facts if fact]


def _died(shown: PersonPage) -> str:
    if not shown.resident.has_died:
        return ""
    return _("Died on %(day)s") % {"day": f"{shown.resident.status_on:%Y-%m-%d}"}
