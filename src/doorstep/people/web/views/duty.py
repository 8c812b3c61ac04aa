"""Who stands behind a station's desk when, and who leads a block."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from doorstep.kernel.errors import DoorstepError
from doorstep.people.models import StationDuty
from doorstep.people.operations.name_block_lead import name_block_lead
from doorstep.people.operations.plan_duty import end_duty, plan_duty
from doorstep.people.permissions import DUTY_PLAN
from doorstep.people.selectors.duty import access_duty, colleagues_at, lead_of_block, roster_of
from doorstep.people.web.duty_forms import DutyForm, LeadForm, weekday_choices
from doorstep.places.public import Station, access_block, access_station
from doorstep.platform.web.access import page
from doorstep.platform.web.forms import show_error


@require_http_methods(["GET", "POST"])
@page(permission=DUTY_PLAN.code)
def roster(request: HttpRequest, code: str) -> HttpResponse:
    """Show a station's week, and put a colleague on it."""
    actor = request.actor  # type: ignore[attr-defined]
    station = access_station(actor, code, to=DUTY_PLAN.code)
    colleagues = colleagues_at(station.place_id, timezone.now())
    form = DutyForm(request.POST or None, colleagues=colleagues)
    if request.method == "POST" and form.is_valid() and _plan(request, station, form):
        return redirect("duty", code=station.code)
    duties = roster_of(station.code, timezone.localdate())
    context = {"station": station, "form": form, "week": _week(duties), "count": len(duties)}
    status = 422 if form.errors else 200
    return render(request, "people/accounts/duty.html", context, status=status)


def _week(duties: list[StationDuty]) -> list[dict[str, Any]]:
    return [
        {"name": name, "duties": [duty for duty in duties if str(duty.weekday) == number]}
        for number, name in weekday_choices()
    ]


def _plan(request: HttpRequest, station: Station, form: DutyForm) -> bool:
    """Put the colleague on all the days asked for, or on none."""
    given, account = dict(form.cleaned_data), form.chosen
    del given["account"]
    weekdays = given.pop("weekdays")
    if account is None:
        return False
    try:
        with transaction.atomic():
            for weekday in map(int, weekdays):
                plan_duty(
                    station=station,
                    account=account,
                    weekday=weekday,
                    by=request.actor,  # type: ignore[attr-defined]
                    at=timezone.now(),
                    **given,
                )
    except DoorstepError as error:
        show_error(form, error)
        return False
    messages.success(request, _("%(name)s is on the roster.") % {"name": account.name})
    return True


@require_POST
@page(permission=DUTY_PLAN.code)
def end(request: HttpRequest, duty_id: int) -> HttpResponse:
    """Take a duty off the roster from today."""
    actor, at = request.actor, timezone.now()  # type: ignore[attr-defined]
    duty = access_duty(actor, duty_id)
    station = duty.station_id
    end_duty(duty=duty, on=timezone.localdate(at), by=actor, at=at)
    messages.success(request, _("Taken off the roster from today."))
    return redirect("duty", code=station)


@require_http_methods(["GET", "POST"])
@page(permission=DUTY_PLAN.code)
def lead(request: HttpRequest, code: str) -> HttpResponse:
    """Name who leads a block."""
    actor, at = request.actor, timezone.now()  # type: ignore[attr-defined]
    block = access_block(actor, code, to=DUTY_PLAN.code)
    present = lead_of_block(block.pk, timezone.localdate(at))
    colleagues = colleagues_at(block.community_id, at)
    form = LeadForm(request.POST or None, colleagues=colleagues, present=present)
    if request.method == "POST" and form.is_valid():
        try:
            name_block_lead(
                block=block, account=form.chosen, since=form.cleaned_data["since"], by=actor, at=at
            )
        except DoorstepError as error:
            show_error(form, error)
        else:
            messages.success(request, _("The block lead is named."))
            return redirect("place", code=block.community_id)
    context = {"here": block, "form": form, "lead": present}
    status = 422 if form.errors else 200
    return render(request, "people/accounts/duty_lead.html", context, status=status)
