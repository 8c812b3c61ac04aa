"""The working calendar of a district: a year at a glance, and loading or correcting one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from doorstep.kernel.errors import DoorstepError, NotFound
from doorstep.kernel.places import LENGTHS
from doorstep.places.operations.load_calendar_year import load_calendar_year
from doorstep.places.permissions import HOLIDAY_EDIT, PLACE_SEE
from doorstep.places.rules.calendar import DeclaredDay, HolidayLine, lines_of, read_notice
from doorstep.places.selectors.divisions import access_division
from doorstep.places.selectors.holidays import (
    YearSight,
    declared_days,
    proposed_calendar,
    year_sight,
)
from doorstep.places.web.calendar_forms import YearForm, year_initial
from doorstep.places.web.months import months_of, weekday_heads
from doorstep.places.web.panels import panels_of
from doorstep.places.web.wording import holiday_name
from doorstep.platform.web.access import page
from doorstep.platform.web.forms import show_error

FIRST_YEAR, YEARS_AHEAD = 2004, 2


@require_GET
@page(permission=PLACE_SEE)
def this_year(request: HttpRequest) -> HttpResponse:
    """Go to the present year."""
    return redirect("calendar_year", year=timezone.localdate().year)


def _place_of(request: HttpRequest) -> str:
    """Return the district of ``?place=``, or of the reader's first place."""
    actor = request.actor  # type: ignore[attr-defined]
    asked = request.GET.get("place", "")[: LENGTHS["district"]]
    own = [place[: LENGTHS["district"]] for place in actor.places]
    if asked and asked not in own and not actor.scope().covers(asked):
        raise NotFound
    return str(asked or next(iter(own), ""))


def _year_or_missing(year: int) -> int:
    if not FIRST_YEAR <= year <= timezone.localdate().year + YEARS_AHEAD:
        raise NotFound
    return year


@require_GET
@page(permission=PLACE_SEE)
def year_page(request: HttpRequest, year: int) -> HttpResponse:
    """Show a year: days off, days worked instead, and whether it has been announced."""
    place, actor = _place_of(request), request.actor  # type: ignore[attr-defined]
    sight = year_sight(place, _year_or_missing(year))
    context = {
        **_shown(sight),
        "division": access_division(actor, place),
        "tabs": _tabs(year),
        "may_edit": actor.can(HOLIDAY_EDIT, place),
        "coming": [y for y in _open_years() if not year_sight(place, y).source and y != year],
    }
    return render(request, "places/calendar/year.html", context)


def _open_years() -> range:
    now = timezone.localdate().year
    return range(now, now + 2)


def _shown(sight: YearSight) -> dict[str, Any]:
    declared = [
        DeclaredDay(one.day, one.kind.working, str(holiday_name(one.name)))
        for one in sight.named
        if one.name or one.own
    ]
    return {
        "sight": sight,
        "months": months_of(sight, timezone.localdate()),
        "weekdays": weekday_heads(),
        "provisional": not sight.source,
        "lines": lines_of(declared),
    }


def _tabs(year: int) -> list[dict[str, Any]]:
    now = timezone.localdate().year
    years = sorted({year, *range(now - 1, now + YEARS_AHEAD)})
    return [
        {"title": str(one), "url": reverse("calendar_year", args=[one]), "active": one == year}
        for one in years
    ]


@require_http_methods(["GET", "POST"])
@page(permission=HOLIDAY_EDIT)
def load(request: HttpRequest, year: int) -> HttpResponse:
    """Load or correct a year: read the notice, see what follows, then load."""
    place, actor = _place_of(request), request.actor  # type: ignore[attr-defined]
    actor.require(HOLIDAY_EDIT, place)
    _year_or_missing(year)
    action = request.POST.get("action", "") if request.method == "POST" else "fill"
    context: dict[str, Any] = {"year": year, "division": access_division(actor, place)}
    if action in ("fill", "read"):
        return _filled(request, place, year, context)
    form = YearForm(request.POST, year=year)
    if form.is_valid():
        if action == "load" and request.POST.get("seen") == form.seal():
            done = _load(request, place, year, form)
            if done is not None:
                return done
        else:
            context |= _consequences(request, place, year, form)
    status = 422 if form.errors else 200
    return render(request, "places/calendar/load.html", context | {"form": form}, status=status)


def _filled(request: HttpRequest, place: str, year: int, context: dict[str, Any]) -> HttpResponse:
    """Show the form with what holds now, or with what the pasted notice says."""
    notice = request.POST.get("notice", "")[:20_000]
    lines = read_notice(notice, year) if notice else _lines_now(place, year)
    form = YearForm(initial=year_initial(lines, complete=True), year=year)
    context |= {"form": form, "notice": notice, "read": len(lines) if notice else None}
    unread = bool(notice) and not lines
    status = 422 if unread else 200
    return render(request, "places/calendar/load.html", context | {"unread": unread}, status=status)


def _lines_now(place: str, year: int) -> list[HolidayLine]:
    days = declared_days(place, year)
    return lines_of(
        DeclaredDay(one.day, one.is_working, str(holiday_name(one.name))) for one in days
    )


def _consequences(request: HttpRequest, place: str, year: int, form: YearForm) -> dict[str, Any]:
    days, complete = form.days(), form.cleaned_data["complete"]
    calendar = proposed_calendar(place, year, days, complete=complete)
    named = {one.day: one.name for one in days}
    sight = year_sight(place, year, calendar, named)
    return {
        "seal": form.seal(),
        "preview": months_of(sight, timezone.localdate()),
        "weekdays": weekday_heads(),
        "provisional": not complete,
        "consequences": panels_of(request, "calendar.consequences", (place, calendar)),
    }


def _load(
    request: HttpRequest, place: str, year: int, form: YearForm
) -> HttpResponseRedirect | None:
    try:
        load_calendar_year(
            place=place,
            year=year,
            days=form.days(),
            complete=form.cleaned_data["complete"],
            by=request.actor,  # type: ignore[attr-defined]
            at=timezone.now(),
        )
    except DoorstepError as error:
        show_error(form, error)
        return None
    said = _("%(year)s is loaded. Provisional terms are being computed again.") % {"year": year}
    messages.success(request, said)
    return HttpResponseRedirect(f"{reverse('calendar_year', args=[year])}?place={place}")
