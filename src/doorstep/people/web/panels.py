"""Pieces that the people app puts on other apps' pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from doorstep.kernel.places import LENGTHS
from doorstep.people.permissions import DUTY_PLAN
from doorstep.people.selectors.duty import (
    colleagues_at,
    duties_of_day,
    lead_of_block,
    leads_at,
    who_is_on_duty,
)
from doorstep.people.web.duty_forms import LeadForm


def roster_link(request: HttpRequest, subject: Any) -> str:
    """Return the way from a station (a places.Station) to its roster, for those who plan it."""
    if not request.actor.can(DUTY_PLAN.code, subject.place_id):  # type: ignore[attr-defined]
        return ""
    context = {"station": subject.pk}
    return render_to_string("people/accounts/duty_link.html", context, request=request)


def lead_panel(request: HttpRequest, subject: Any) -> str:
    """Return who leads a block (a places.Block), with the form that names another."""
    actor = request.actor  # type: ignore[attr-defined]
    at = timezone.now()
    present, form = lead_of_block(subject.pk, timezone.localdate(at)), None
    if actor.can(DUTY_PLAN.code, subject.community_id):
        form = LeadForm(colleagues=colleagues_at(subject.community_id, at), present=present)
    context = {"here": subject, "form": form, "lead": present, "vacant": present is None}
    return render_to_string("people/accounts/duty_lead_panel.html", context, request=request)


def leads_panel(request: HttpRequest, subject: Any) -> str:
    """Return who leads the blocks of a community (a places.Division); "" for other divisions."""
    if len(subject.pk) != LENGTHS["community"]:
        return ""
    leads = leads_at(subject.pk, timezone.localdate())
    context = {"leads": leads, "may_plan": request.actor.can(DUTY_PLAN.code, subject.pk)}  # type: ignore[attr-defined]
    return render_to_string("people/accounts/duty_leads_panel.html", context, request=request)


def duty_panel(request: HttpRequest, subject: Any) -> str:
    """Return who is on duty at a station (``subject``: a places.Station or its code) now and later
    today; "" when nobody is planned."""
    now = timezone.now()
    station = str(getattr(subject, "pk", subject))
    today = duties_of_day(station, timezone.localdate(now))
    if not today:
        return ""
    here = {duty.pk for duty in who_is_on_duty(station, now)}
    rows = [{"duty": duty, "here": duty.pk in here} for duty in today]
    return render_to_string("people/accounts/duty_panel.html", {"rows": rows}, request=request)
