"""How a case ends on the API, and begins again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from doorstep.casework.http.moves import CASE, Out, change_of
from doorstep.casework.http.present import as_it_stands
from doorstep.casework.http.schemas_in import SettledIn
from doorstep.casework.http.schemas_moves import (
    ClosureIn,
    DuplicationIn,
    ReasonIn,
    ResolutionIn,
    ToldIn,
)
from doorstep.casework.http.schemas_words import CaseNumber
from doorstep.casework.operations.cancel_case import cancel_case
from doorstep.casework.operations.close_case import close_case
from doorstep.casework.operations.mark_duplicate import mark_duplicate
from doorstep.casework.operations.reopen_case import reopen_case
from doorstep.casework.operations.resolve_case import resolve_case
from doorstep.casework.operations.settle_case import settle_case
from doorstep.casework.permissions import CLOSE, HANDLE, REOPEN, TAKE
from doorstep.platform.http.fields import IfMatch
from doorstep.platform.http.router import route

router = Router(tags=["cases"])


@router.post("/cases/{number}/settlement", **CASE)
@route(permission=TAKE)
def settle(
    request: HttpRequest, response: HttpResponse, number: CaseNumber, body: SettledIn,
    if_match: IfMatch = "",
) -> Out:  # fmt: skip
    """Settle on the spot: done, answered and closed in one go."""
    case = settle_case(**body.dict(), **change_of(request, number, if_match))
    return as_it_stands(request, response, case)


@router.post("/cases/{number}/resolution", **CASE)
@route(permission=HANDLE)
def resolve(
    request: HttpRequest, response: HttpResponse, number: CaseNumber, body: ResolutionIn,
    if_match: IfMatch = "",
) -> Out:  # fmt: skip
    """Resolve (办结): the work is done; ``text`` tells the asker what was done."""
    case = resolve_case(**body.dict(), **change_of(request, number, if_match))
    return as_it_stands(request, response, case)


@router.post("/cases/{number}/closure", **CASE)
@route(permission=CLOSE)
def close(
    request: HttpRequest, response: HttpResponse, number: CaseNumber, body: ClosureIn,
    if_match: IfMatch = "",
) -> Out:  # fmt: skip
    """Close (闭环) a resolved case; open sub-cases need their outcomes with it."""
    case = close_case(**body.dict(), **change_of(request, number, if_match))
    return as_it_stands(request, response, case)


@router.post("/cases/{number}/reopening", **CASE)
@route(permission=REOPEN, resident=True)
def reopen(
    request: HttpRequest, response: HttpResponse, number: CaseNumber, body: ReasonIn,
    if_match: IfMatch = "",
) -> Out:  # fmt: skip
    """Reopen (重办): it wasn't done; a new round begins. Who asked may do it herself."""
    case = reopen_case(reason=body.reason, **change_of(request, number, if_match))
    return as_it_stands(request, response, case)


@router.post("/cases/{number}/cancellation", **CASE)
@route(permission=CLOSE, resident=True)
def cancel(
    request: HttpRequest, response: HttpResponse, number: CaseNumber, body: ToldIn,
    if_match: IfMatch = "",
) -> Out:  # fmt: skip
    """Cancel: the asker withdraws it, or it turns out to be none."""
    case = cancel_case(**body.dict(), **change_of(request, number, if_match))
    return as_it_stands(request, response, case)


@router.post("/cases/{number}/duplication", **CASE)
@route(permission=HANDLE)
def duplicate(
    request: HttpRequest, response: HttpResponse, number: CaseNumber, body: DuplicationIn,
    if_match: IfMatch = "",
) -> Out:  # fmt: skip
    """Merge into another case; everybody who waited for this one hears of that one."""
    case = mark_duplicate(**body.dict(), **change_of(request, number, if_match))
    return as_it_stands(request, response, case)
