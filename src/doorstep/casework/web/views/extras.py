"""What happens to a case beside its moves: files, the end of joint work, a rating by call-back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from doorstep.casework.models import Case
from doorstep.casework.operations.add_file import add_file
from doorstep.casework.operations.end_assignment import AssignmentNotFound, end_assignment
from doorstep.casework.operations.rate_case import rate_case
from doorstep.casework.permissions import ANSWER, HANDLE, TAKE_RATING
from doorstep.casework.selectors.cases import access_case
from doorstep.casework.web.case_page import case_context
from doorstep.casework.web.choices import Choices
from doorstep.casework.web.forms import EndAssignmentForm, FileForm, MoveForm, RatingForm
from doorstep.kernel.errors import Conflict, DoorstepError, Expired, Invalid, TooLarge
from doorstep.platform.web.access import page
from doorstep.platform.web.forms import show_error

Do = Callable[[dict[str, Any]], Any]


@require_http_methods(["GET", "POST"])
@page(permission=ANSWER)
def files(request: HttpRequest, number: str) -> HttpResponse:
    """Add a photo or a paper."""
    shown = access_case(request.actor, number)  # type: ignore[attr-defined]

    def add(given: dict[str, Any]) -> Any:
        return add_file(
            number=number,
            upload=given["file"],
            audience=given["audience"],
            by=request.actor,  # type: ignore[attr-defined]
            at=timezone.now(),
        )

    return _answer(request, shown, FileForm, "files", _("Add a photo or paper"), add)


@require_http_methods(["GET", "POST"])
@page(permission=HANDLE)
def outcome(request: HttpRequest, number: str, assignment_id: int) -> HttpResponse:
    """End a piece of joint work with its outcome."""
    shown = access_case(request.actor, number)  # type: ignore[attr-defined]
    if not shown.assignments.filter(pk=assignment_id).exists():
        raise AssignmentNotFound(number=number)

    def end(given: dict[str, Any]) -> Any:
        return end_assignment(
            number=number,
            assignment=assignment_id,
            outcome=given["outcome"],
            report=given["report"],
            by=request.actor,  # type: ignore[attr-defined]
            at=timezone.now(),
        )

    path = f"assignments/{assignment_id}/outcome"
    return _answer(request, shown, EndAssignmentForm, path, _("End this piece of joint work"), end)


@require_http_methods(["GET", "POST"])
@page(permission=TAKE_RATING)
def rating(request: HttpRequest, number: str) -> HttpResponse:
    """Take her rating by calling back."""
    shown = access_case(request.actor, number)  # type: ignore[attr-defined]

    def rate(given: dict[str, Any]) -> Any:
        return rate_case(
            number=number,
            score=given["score"],
            words=given["words"],
            channel=Case.Channel.PHONE,
            by=request.actor,  # type: ignore[attr-defined]
            at=timezone.now(),
        )

    return _answer(request, shown, RatingForm, "rating", _("Take her rating"), rate)


def _answer(
    request: HttpRequest, shown: Case, form_class: type[MoveForm], path: str, title: Promise, do: Do
) -> HttpResponse:
    choices = Choices(request.actor, shown, timezone.now())  # type: ignore[attr-defined]
    if request.method == "GET":
        return _show(request, shown, form_class(choices=choices), path, title)
    form = form_class(request.POST, request.FILES, choices=choices)
    status = 422
    if form.is_valid():
        try:
            do(form.cleaned_data)
        except (Invalid, Conflict, Expired, TooLarge) as error:
            status = _blame(form, error)
        else:
            messages.success(request, _("Kept."))
            return redirect("case", number=shown.number)
    return _show(request, shown, form, path, title, status=status)


def _blame(form: MoveForm, error: DoorstepError) -> int:
    show_error(form, error)
    return error.status


def _show(
    request: HttpRequest, shown: Case, form: MoveForm, path: str, title: Promise, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "door": {"path": path, "danger": False},
        "move_title": title,
        "form": form,
        "case": shown,
        "is_open": True,
    }
    if request.htmx and status == 200:  # type: ignore[attr-defined]
        return render(request, "casework/case/move.html", context)
    page_of = case_context(request.actor, shown.number, at=timezone.now())  # type: ignore[attr-defined]
    return render(request, "casework/case/page.html", page_of | context, status=status)
