"""The desk: what a worker sees first in the morning."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from doorstep.casework.public import kinds_on_offer
from doorstep.modules.reception.permissions import DESK_USE
from doorstep.modules.reception.selectors.desk import people_on_duty
from doorstep.platform.web.access import Request, page


@require_GET
@page(permission=DESK_USE)
def desk(request: Request) -> HttpResponse:
    """Show the one box, the common kinds, and who is on duty."""
    at = timezone.now()
    context = {
        "kinds": [kind for kind in kinds_on_offer() if kind.common],
        "on_duty": people_on_duty(request.actor, at),
        "now": at,
    }
    return render(request, "reception/desk/desk.html", context)
