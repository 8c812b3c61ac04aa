"""The front page: the desk for staff, one sentence box for everyone else."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from doorstep.casework.public import kinds_on_offer
from doorstep.kernel.actor import Actor
from doorstep.modules.reception.selectors.phone import doors_of_season, matters_of
from doorstep.modules.reception.web.present import MatterRow
from doorstep.platform.modules import registry
from doorstep.platform.web.access import Request, page


@require_GET
@page(public=True)
def home(request: Request) -> HttpResponse:
    """Send staff to the desk; show residents the sentence box, their matters and four doors."""
    actor = request.actor
    if actor.is_staff:
        return HttpResponseRedirect(_first_page(actor))
    at = timezone.now()
    context = {
        "matters": [MatterRow(m) for m in matters_of(actor, limit=3)] if actor.is_resident else [],
        "doors": doors_of_season(kinds_on_offer(), at),
        "now": at,
    }
    return render(request, "reception/home/home.html", context)


def _first_page(actor: Actor) -> str:
    """Return the first page of the desk's navigation that the role of ``actor`` opens."""
    granted = [nav for nav in registry().navigation("desk") if nav.permission]
    opens = (nav.url_name for nav in granted if actor.can(nav.permission))
    return reverse(next(opens, "me"))
