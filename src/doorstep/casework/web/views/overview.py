"""The overview of a secretary or a subdistrict: each number is a link to the cases it counts."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from doorstep.casework.permissions import SEE_BOARD, places_where
from doorstep.casework.web.overview_page import (
    Period,
    by_kind,
    by_place,
    daily_bars,
    figures,
    joint_work,
    judged_badly,
    late_now,
)
from doorstep.casework.web.rule_forms import place_choices
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotFound
from doorstep.kernel.places import is_place_code
from doorstep.places.public import place_names
from doorstep.platform.web.access import page

DAYS: Final = (7, 30, 90)


@require_GET
@page(permission=SEE_BOARD)
def overview(request: HttpRequest) -> HttpResponse:
    """Show what came in, what is late, and how it was judged, for a place and a period."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    at = timezone.now()
    view = Period(actor, _place(actor, request.GET.get("place", "")), _days(request), at)
    context = {
        "place": view.place,
        "place_name": place_names([view.place]).get(view.place, "") or _("Everywhere"),
        "place_choices": place_choices(actor, SEE_BOARD),
        "days": view.days,
        "periods": [_period(days, view) for days in DAYS],
        "figures": figures(view),
        "bars": daily_bars(view),
        "late": late_now(view),
        "kinds": by_kind(view),
        "parts": by_place(view),
        "bad": judged_badly(view),
        "joint": joint_work(view),
        "at": at,
    }
    return render(request, "casework/overview/page.html", context)


def _place(actor: Actor, asked: str) -> str:
    """Return the place that is looked at: the one asked for, or the widest of one's own.

    Raises:
        NotFound: it lies outside what the actor may see.
    """
    own = places_where(actor, SEE_BOARD)
    if not asked:
        return min(own, key=len)
    if not is_place_code(asked) or not any(asked.startswith(place) for place in own):
        raise NotFound
    return asked


def _days(request: HttpRequest) -> int:
    asked = request.GET.get("days", "")
    return int(asked) if asked in {str(days) for days in DAYS} else 30


def _period(days: int, view: Period) -> dict[str, Any]:
    title = _("%(n)d days") % {"n": days}
    url = f"?place={view.place}&days={days}" if view.place else f"?days={days}"
    return {"title": title, "url": url, "active": days == view.days}
