"""Cases on the API: lists, one case, taking one, its files and who follows it."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Form, Query, Router, Status, UploadedFile

from doorstep.casework.http.present import (
    actor_of,
    as_it_stands,
    cases_out,
    detail_out,
    done_by,
    entry_out,
    file_out,
)
from doorstep.casework.http.schemas_in import CaseIn, CaseQuery
from doorstep.casework.http.schemas_out import (
    CaseDetailOut,
    CaseOut,
    CasePageOut,
    FileOut,
    MyWorkOut,
)
from doorstep.casework.http.schemas_talk_out import TimelineOut
from doorstep.casework.http.schemas_words import CaseNumber
from doorstep.casework.models import Case
from doorstep.casework.operations.add_file import add_file
from doorstep.casework.operations.open_case import Asked, Settled, open_case
from doorstep.casework.permissions import ANSWER, HANDLE, SEE, TAKE
from doorstep.casework.selectors.cases import access_case
from doorstep.casework.selectors.kin import home_of_asker
from doorstep.casework.selectors.lists import CaseFilter, case_list, cases_like
from doorstep.casework.selectors.mine import my_work
from doorstep.casework.selectors.pages import case_page
from doorstep.casework.selectors.timeline import timeline_after
from doorstep.kernel.actor import Actor
from doorstep.platform.http.fields import Cursor
from doorstep.platform.http.paging import decode_cursor, encode_cursor
from doorstep.platform.http.reading import etag_of
from doorstep.platform.http.router import route

router = Router(tags=["cases"])
_LISTING = ("order", "cursor", "limit")


@router.get("/cases", response=CasePageOut, exclude_unset=True)
@route(permission=SEE, resident=True)
def cases(request: HttpRequest, wanted: Query[CaseQuery]) -> dict[str, Any]:
    """List cases, page by page; a resident's own and those of whom she acts for."""
    actor = actor_of(request)
    page = case_list(
        actor,
        _filter(wanted),
        at=timezone.now(),
        order=wanted.order,
        cursor=wanted.cursor,
        limit=wanted.limit,
    )
    return {"items": cases_out(actor, page.cases), "next": page.cursor or None}


def _filter(wanted: CaseQuery) -> CaseFilter:
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in wanted.dict(exclude_unset=True).items()
        if name not in _LISTING and value is not None
    }
    return CaseFilter(**given)


@router.post("/cases", response={201: CaseOut}, exclude_unset=True)
@route(permission=TAKE, resident=True)
def take_case(request: HttpRequest, response: HttpResponse, body: CaseIn) -> Status[dict[str, Any]]:
    """Take a case; a resident asks for herself or for somebody who let her."""
    actor = actor_of(request)
    case = open_case(
        kind=body.kind,
        place=body.place or (home_of_asker(body.asker) if body.asker else ""),
        words=body.words,
        answers=body.answers,
        place_text=body.place_text,
        asked=_asked(actor, body),
        channel=_channel(actor, body),
        urgent=body.urgent,
        settled=Settled(**body.settled.dict()) if body.settled else None,
        handle_myself=body.handle_myself,
        subject_key=body.subject_key,
        **done_by(request),
    )
    response["Location"] = f"/api/v1/cases/{case.number}"
    return Status(201, as_it_stands(request, response, case))


def _channel(actor: Actor, body: CaseIn) -> str:
    """Return the way it came in; as on her pages, what a resident sends comes from her phone."""
    return Case.Channel.APP if actor.is_resident else body.channel or Case.Channel.DESK


def _asked(actor: Actor, body: CaseIn) -> Asked:
    """Return who asked: a resident's account that asks for another speaks for that person."""
    speaks = actor.is_resident and body.asker is not None and body.asker != actor.persons[0]
    return Asked(
        resident=body.asker,
        by_account=actor.account_id if speaks else None,
        by_name=body.asked_by_name,
    )


@router.get("/my-work", response=MyWorkOut, exclude_unset=True)
@route(permission=HANDLE)
def own_work(request: HttpRequest) -> dict[str, Any]:
    """Return what waits for whoever asks, by clock: each case in one group only."""
    actor = actor_of(request)
    work = my_work(actor, at=timezone.now())
    groups = ("returned", "late", "today", "soon", "later", "resting")
    return {name: cases_out(actor, getattr(work, name)) for name in groups}


@router.get("/cases/{number}", response=CaseDetailOut, exclude_unset=True)
@route(permission=SEE, resident=True)
def case(request: HttpRequest, response: HttpResponse, number: CaseNumber) -> dict[str, Any]:
    """Return one case with what hangs on it and what may be done with it now."""
    actor = actor_of(request)
    page = case_page(actor, number, told=False)
    response["ETag"] = etag_of(page.case.version)
    return detail_out(actor, page)


@router.get("/cases/{number}/timeline", response=TimelineOut, exclude_unset=True)
@route(permission=SEE, resident=True)
def timeline(
    request: HttpRequest,
    number: CaseNumber,
    cursor: Cursor = "",
    limit: int = Query(100, ge=1, le=200),
) -> dict[str, Any]:
    """Return what happened to a case, in order; a resident reads what is meant for her."""
    actor = actor_of(request)
    after = decode_cursor(cursor, int)[0] if cursor else 0
    found, entries = timeline_after(actor, number, after=after, limit=limit + 1)
    shown = entries[:limit]
    more = len(entries) > limit
    return {
        "items": [entry_out(actor, found, entry) for entry in shown],
        "next": encode_cursor([shown[-1].pk]) if more else None,
    }


@router.get("/cases/{number}/alike", response=list[CaseOut], exclude_unset=True)
@route(permission=SEE)
def alike(request: HttpRequest, number: CaseNumber) -> list[dict[str, Any]]:
    """Return open cases of the same kind near by: perhaps it was said already."""
    actor = actor_of(request)
    found = access_case(actor, number)
    return cases_out(actor, cases_like(actor, found, at=timezone.now()))


@router.post("/cases/{number}/files", response={201: FileOut})
@route(permission=ANSWER, resident=True)
def attach_file(
    request: HttpRequest,
    number: CaseNumber,
    upload: UploadedFile = File(..., description="A JPEG, PNG or WebP photo, or a PDF"),
    audience: Literal["resident", "staff"] = Form("resident"),
) -> Status[dict[str, Any]]:
    """Add a photo or paper to a case. ``audience``: whether the asker sees it too."""
    joined = add_file(number=number, upload=upload, audience=audience, **done_by(request))
    return Status(201, file_out(joined))
