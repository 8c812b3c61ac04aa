"""My matters: followed like a parcel, talked about, rated."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from doorstep.casework.public import (
    add_file,
    cancel_case,
    rate_case,
    receive_word_from_asker,
    reopen_case,
)
from doorstep.kernel.errors import DoorstepError
from doorstep.modules.reception.selectors.phone import matter_page, matters_of
from doorstep.modules.reception.web.forms import WordsForm
from doorstep.modules.reception.web.present import MatterRow, matter_context
from doorstep.platform.web.access import Request, page
from doorstep.platform.web.errors import message_of
from doorstep.platform.web.forms import show_error


@require_GET
@page(resident=True)
def matters(request: Request) -> HttpResponse:
    """List what I, or those I act for, asked for."""
    context = {"matters": [MatterRow(m) for m in matters_of(request.actor, limit=50)]}
    return render(request, "reception/asks/matters.html", context)


@require_GET
@page(resident=True)
def matter(request: Request, number: str) -> HttpResponse:
    """Show one matter: where it is now, what was said, what I can do."""
    return _show(request, number, WordsForm())


def _show(request: Request, number: str, form: WordsForm, status: int = 200) -> HttpResponse:
    matter = matter_context(matter_page(request.actor, number), timezone.now())
    context: dict[str, Any] = {"matter": matter, "form": form}
    template = "reception/asks/matter.html"
    if request.headers.get("HX-Request") and request.method == "GET":
        template = "reception/asks/matter_live.html"
        # Forms are drawn anew only when others are due: she may be writing in one.
        context["changed"] = request.GET.get("seen") != matter["stage"]
    return render(request, template, context, status=status)


def _back(number: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("my_case", args=[number]))


@require_POST
@page(resident=True)
def say(request: Request, number: str) -> HttpResponse:
    """Send a message, with photos."""
    form = WordsForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, number, form, status=422)
    at = timezone.now()
    try:
        with transaction.atomic():
            receive_word_from_asker(
                number=number, text=form.cleaned_data["text"], by=request.actor, at=at
            )
            for photo in form.cleaned_data["photos"]:
                add_file(number=number, upload=photo, by=request.actor, at=at)
    except DoorstepError as error:
        show_error(form, error)
        return _show(request, number, form, status=error.status)
    messages.success(request, _("Sent."))
    return _back(number)


@require_POST
@page(resident=True)
def rate(request: Request, number: str) -> HttpResponse:
    """Rate in five steps; said once, it stands."""
    stars = request.POST.get("stars", "")
    try:
        rate_case(
            number=number,
            score=int(stars) if stars.isdigit() else 0,
            words=request.POST.get("words", ""),
            by=request.actor,
            at=timezone.now(),
        )
    except DoorstepError as error:
        messages.error(request, message_of(error))
        return _back(number)
    messages.success(request, _("Thank you. The colleague does not see who said it."))
    return _back(number)


@require_POST
@page(resident=True)
def reopen(request: Request, number: str) -> HttpResponse:
    """Say that it isn't right yet."""
    return _with_reason(request, number, reopen_case, _("We take it up again."))


@require_POST
@page(resident=True)
def withdraw(request: Request, number: str) -> HttpResponse:
    """Take one's own matter back."""
    return _with_reason(request, number, cancel_case, _("Taken back."))


def _with_reason(request: Request, number: str, operation: Any, done: str) -> HttpResponse:
    reason = request.POST.get("reason", "").strip()
    try:
        operation(number=number, reason=reason, by=request.actor, at=timezone.now())
    except DoorstepError as error:
        messages.error(request, message_of(error))
        return _back(number)
    messages.success(request, done)
    return _back(number)
