"""My work: what lies on one's desk by clock; every list of cases; its export."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from doorstep.casework.models import Case
from doorstep.casework.operations.note_case_export import note_case_export
from doorstep.casework.permissions import SEE
from doorstep.casework.selectors.lists import Page, case_list, cases_to_export
from doorstep.casework.selectors.mine import grouped_by_clock, my_work
from doorstep.casework.web import exports
from doorstep.casework.web.filtering import filter_bar
from doorstep.casework.web.filters import Narrowing, beginning, read_filter, work_url
from doorstep.casework.web.rows import rows_of
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotFound
from doorstep.people.public import recent_sign_in
from doorstep.platform.web.access import page

LEFT_MOST = 12
FORMS = {
    "csv": (exports.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (exports.as_xlsx, exports.XLSX),
}


@require_GET
@page(permission=SEE)
def work(request: HttpRequest) -> HttpResponse:
    """Show the list that the address asks for; to htmx the rows alone."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    at = timezone.now()
    narrowing = read_filter(request.GET)
    context = _list(actor, narrowing, request.GET.get("cursor", ""), at)
    if request.htmx and not request.htmx.boosted:  # type: ignore[attr-defined]
        return render(request, "casework/work/list.html", context)
    context |= filter_bar(actor, narrowing)
    return render(request, "casework/work/index.html", context)


def _list(actor: Actor, narrowing: Narrowing, cursor: str, at: datetime) -> dict[str, Any]:
    if narrowing.is_my_desk:
        work, found = my_work(actor, at=at), Page()
    else:
        found = case_list(actor, narrowing.keep, at=at, order=narrowing.order, cursor=cursor)
        work = grouped_by_clock(found.cases if narrowing.order == "due" else [], at=at)
    named: list[tuple[str, str, list[Any]]] = [
        ("late", _("Late"), work.late),
        ("today", _("Today"), work.today),
        ("soon", _("Soon"), work.soon),
        ("returned", _("Returned"), work.returned),
        ("later", _("The rest"), work.later),
        ("resting", _("Waiting or suspended"), work.resting),
    ]
    if narrowing.order != "due" and not narrowing.is_my_desk:
        named = [("all", "", found.cases)]
    shown = [case for _code, _title, cases in named for case in cases]
    rows = {row.case.pk: row for row in rows_of(actor, shown, at=at)}
    groups = [
        {"code": code, "title": title, "rows": [rows[case.pk] for case in cases]}
        for code, title, cases in named
        if cases
    ]
    return {
        "groups": groups,
        "narrowing": narrowing,
        **_sums(shown, at),
        "by_clock": narrowing.order == "due" or narrowing.is_my_desk,
        "first_url": work_url(narrowing.said) if cursor else "",
        "older_url": work_url(narrowing.said, cursor=found.cursor) if found.cursor else "",
    }


def _sums(cases: list[Case], at: datetime) -> dict[str, int]:
    """Count what is late and what is due until midnight, wherever it stands."""
    dues = [case.next_due_at for case in cases if case.is_open and case.next_due_at]
    tomorrow = beginning(timezone.localdate(at), days=1)
    late = sum(due < at for due in dues)
    return {"late": late, "today": sum(due < tomorrow for due in dues) - late}  # type: ignore[operator]


@require_GET
@page(permission=SEE)
def left(request: HttpRequest) -> HttpResponse:
    """Show the left column of the desk: 今天 n · 迟 n, and what is due next."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    at = timezone.now()
    work = my_work(actor, at=at)
    by_clock = [*work.late, *work.today, *work.soon, *work.later]
    cases = sorted(
        [*work.returned, *by_clock], key=lambda c: (c.next_due_at is None, c.next_due_at)
    )
    context = {
        **_sums(cases, at),
        "count": work.count,
        "rows": rows_of(actor, cases[:LEFT_MOST], at=at),
        "current": request.GET.get("current", "")[:20],
    }
    return render(request, "casework/work/left.html", context)


@require_GET
@page(permission=SEE)
@recent_sign_in
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Give the list that the address asks for as a spreadsheet, at most 10,000 rows."""
    if form not in FORMS:
        raise NotFound
    actor: Actor = request.actor  # type: ignore[attr-defined]
    at = timezone.now()
    narrowing = read_filter(request.GET)
    rows = rows_of(actor, cases_to_export(actor, narrowing.keep, at=at), at=at)
    note_case_export(rows=len(rows), kept=narrowing.said, form=form, by=actor, at=at)
    write, content_type = FORMS[form]
    name = f"cases-{timezone.localtime(at):%Y%m%d-%H%M}.{form}"
    return exports.attachment(write(rows), name, content_type)
