"""Pages of lost and found: access, parse, one operation, render."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from doorstep.kernel.errors import DoorstepError
from doorstep.platform.web.access import page
from doorstep.platform.web.errors import message_of
from doorstep.platform.web.forms import show_error
from lost_and_found.operations.hand_over_find import hand_over_find
from lost_and_found.operations.keep_find import keep_find
from lost_and_found.permissions import KEEP
from lost_and_found.selectors import finds_waiting, searches
from lost_and_found.web.forms import FindForm


@require_http_methods(["GET", "POST"])
@page(permission=KEEP)
def find_list(request: HttpRequest) -> HttpResponse:
    """Show what waits for its owner, and write down what was handed in."""
    actor = request.actor  # type: ignore[attr-defined]
    form = FindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            keep_find(**form.cleaned_data, place=actor.places[0], by=actor, at=timezone.now())
        except DoorstepError as error:
            show_error(form, error)
        else:
            messages.success(request, _("Written down. It waits here for its owner."))
            return redirect("finds")
    context = {"form": form, "finds": finds_waiting(actor), "searches": searches(actor)}
    status = 422 if form.errors else 200
    return render(request, "lost_and_found/finds.html", context, status=status)


@require_POST
@page(permission=KEEP)
def hand_over(request: HttpRequest, find: int) -> HttpResponse:
    """Hand one find over."""
    actor = request.actor  # type: ignore[attr-defined]
    try:
        hand_over_find(
            find=find, receiver=request.POST.get("receiver", ""), by=actor, at=timezone.now()
        )
    except DoorstepError as error:
        if error.status in (403, 404):
            raise
        messages.error(request, message_of(error))
    else:
        messages.success(request, _("Handed over. The receipt is kept."))
    return redirect("finds")
