"""Loading a newer list of divisions: see the difference, load it, decide about what has gone."""

from __future__ import annotations

import io
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from doorstep.kernel.errors import Conflict, DoorstepError, Invalid
from doorstep.places.operations.apply_division_change import (
    DivisionUnknown,
    Wanted,
    apply_division_change,
)
from doorstep.places.operations.compare_divisions import compare_divisions
from doorstep.places.operations.keep_division_upload import keep_division_upload
from doorstep.places.operations.load_division_upload import load_division_upload
from doorstep.places.operations.undo_division_change import undo_division_change
from doorstep.places.permissions import DIVISION_IMPORT
from doorstep.places.selectors.communities import place_page
from doorstep.places.selectors.division_files import read_division_lines
from doorstep.places.selectors.hanging import hanging_on, hanging_words
from doorstep.places.selectors.uploads import (
    access_division_upload,
    recent_changes,
    recent_lists,
    rows_of,
)
from doorstep.places.web.crumbs import crumbs_of
from doorstep.places.web.forms import DivisionChangeForm, DivisionUploadForm
from doorstep.places.web.place_forms import SplitForm
from doorstep.platform.web.access import page
from doorstep.platform.web.errors import message_of
from doorstep.platform.web.forms import show_error

MAX_BYTES = 2 * 1024 * 1024
SHOWN = 200


@require_http_methods(["GET", "POST"])
@page(permission=DIVISION_IMPORT)
def imports(request: HttpRequest) -> HttpResponse:
    """Upload a list; below it the lists loaded and the changes applied so far."""
    form = DivisionUploadForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        upload_id = _keep(request, form) if form.is_valid() else None
        if upload_id is not None:
            return redirect("division_preview", upload_id=upload_id)
        status = 422
    context = {
        "form": form,
        "lists": recent_lists(),
        "changes": recent_changes(request.actor),  # type: ignore[attr-defined]
    }
    return render(request, "places/divisions/imports.html", context, status=status)


def _keep(request: HttpRequest, form: DivisionUploadForm) -> int | None:
    file = form.cleaned_data["file"]
    if file.size > MAX_BYTES:
        form.add_error("file", _("This file is over 2 MB; load it on the server instead."))
        return None
    try:
        text = io.StringIO(file.read().decode("utf-8-sig"), newline="")
        upload = keep_division_upload(
            rows=read_division_lines(text),
            version=form.cleaned_data["version"],
            source=file.name,
            by=request.actor,  # type: ignore[attr-defined]
            at=timezone.now(),
        )
    except UnicodeDecodeError:
        form.add_error("file", _("This file isn't UTF-8 text. Save it as CSV UTF-8."))
    except DoorstepError as error:
        form.add_error("file", message_of(error))
    else:
        return upload.pk
    return None


@require_GET
@page(permission=DIVISION_IMPORT)
def preview(request: HttpRequest, upload_id: int) -> HttpResponse:
    """Show what an uploaded list would change, and what has gone."""
    upload = access_division_upload(request.actor, upload_id)  # type: ignore[attr-defined]
    difference = compare_divisions(rows=rows_of(upload))
    decisions: list[dict[str, Any]] = [
        {
            "gone": gone,
            "hanging": hanging_words(gone.hanging),
            "form": _decision(gone.code, gone.kind, gone.target),
        }
        for gone in difference.gone[:SHOWN]
    ]
    context = {
        "upload": upload,
        "difference": difference,
        "added": difference.added[:SHOWN],
        "renamed": difference.renamed[:SHOWN],
        "decisions": decisions,
    }
    return render(request, "places/divisions/preview.html", context)


def _decision(code: str, kind: str, target: str) -> DivisionChangeForm:
    initial = {"kind": kind, "old_code": code, "new_code": target}
    return DivisionChangeForm(initial=initial, auto_id=f"id_{code}_%s")


@require_POST
@page(permission=DIVISION_IMPORT)
def load(request: HttpRequest, upload_id: int) -> HttpResponse:
    """Load an uploaded list."""
    outcome = load_division_upload(
        upload_id=upload_id,
        by=request.actor,  # type: ignore[attr-defined]
        at=timezone.now(),
    )
    messages.success(
        request, _("Loaded: %(written)s divisions written.") % {"written": outcome.written}
    )
    return redirect("division_preview", upload_id=upload_id)


@require_POST
@page(permission=DIVISION_IMPORT)
def change(request: HttpRequest) -> HttpResponse:
    """Apply one decision: merge, new code or drop."""
    form = DivisionChangeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("That decision isn't complete: check the code of the other."))
        return redirect("division_imports")
    given = form.cleaned_data
    wanted = Wanted(
        kind=given["kind"],
        old_code=given["old_code"],
        new_code="" if given["kind"] == "drop" else given["new_code"],
        why=given["why"],
    )
    try:
        done = apply_division_change(wanted=wanted, by=request.actor, at=timezone.now())  # type: ignore[attr-defined]
    except (Conflict, Invalid, DivisionUnknown) as error:
        messages.error(request, message_of(error))
    else:
        undo_tag = f"undo:/places/changes/{done.pk}/undoing/"
        messages.success(request, _("Done; all that hung on it came along."), extra_tags=undo_tag)
    return redirect("division_imports")


@require_http_methods(["GET", "POST"])
@page(permission=DIVISION_IMPORT)
def split(request: HttpRequest, code: str) -> HttpResponse:
    """Let some estates of a community go over to another, which is made when it isn't there."""
    actor = request.actor  # type: ignore[attr-defined]
    actor.require(DIVISION_IMPORT, code)
    shown = place_page(actor, code)
    choices = [(one.code, f"{one.name} {one.address}".strip()) for one in shown.estates]
    form = SplitForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid() and _split(request, code, form):
        return redirect("division_imports")
    context = {
        "form": form,
        "division": shown.division,
        "hanging": hanging_words(hanging_on([code]).get(code, {})),
        "crumbs": crumbs_of(code, (_("Split"), "")),
    }
    status = 422 if form.errors else 200
    return render(request, "places/divisions/split.html", context, status=status)


def _split(request: HttpRequest, code: str, form: SplitForm) -> bool:
    wanted = Wanted(kind="split", old_code=code, **form.cleaned_data)
    try:
        done = apply_division_change(wanted=wanted, by=request.actor, at=timezone.now())  # type: ignore[attr-defined]
    except DoorstepError as error:
        show_error(form, error)
        return False
    undo_tag = f"undo:/places/changes/{done.pk}/undoing/"
    messages.success(request, _("Done; all that hung on it came along."), extra_tags=undo_tag)
    return True


@require_POST
@page(permission=DIVISION_IMPORT)
def undo(request: HttpRequest, change_id: int) -> HttpResponse:
    """Take a change back."""
    try:
        undo_division_change(change_id=change_id, by=request.actor, at=timezone.now())  # type: ignore[attr-defined]
    except Conflict as error:
        messages.error(request, message_of(error))
    else:
        messages.success(request, _("Taken back."))
    return redirect("division_imports")
