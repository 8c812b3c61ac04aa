"""Changes of a case on the API: each is a resource and answers with the case as it stands then."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from doorstep.casework.http.present import as_it_stands, done_by
from doorstep.casework.http.schemas_moves import (
    DispatchIn,
    ExtensionIn,
    ReasonIn,
    ReassignmentIn,
    RelocationIn,
    SuspensionIn,
    ToldIn,
)
from doorstep.casework.http.schemas_out import CaseOut
from doorstep.casework.http.schemas_routing import TargetIn
from doorstep.casework.http.schemas_words import CaseNumber
from doorstep.casework.operations.accept_case import accept_case
from doorstep.casework.operations.dispatch_case import dispatch_case
from doorstep.casework.operations.escalate_case import escalate_case
from doorstep.casework.operations.extend_case import extend_case
from doorstep.casework.operations.reassign_case import reassign_case
from doorstep.casework.operations.relocate_case import relocate_case
from doorstep.casework.operations.resume_case import resume_case
from doorstep.casework.operations.return_case import return_case
from doorstep.casework.operations.suspend_case import suspend_case
from doorstep.casework.permissions import DISPATCH, EXTEND, HANDLE
from doorstep.casework.rules.routing import Target
from doorstep.platform.http.fields import IfMatch
from doorstep.platform.http.reading import version_in
from doorstep.platform.http.router import route

router = Router(tags=["cases"])
CASE: dict[str, Any] = {"response": CaseOut, "exclude_unset": True}
Out = dict[str, Any]


def target_of(given: TargetIn) -> Target:
    """Return where to, as operations take it."""
    return Target(given.level, given.role, given.unit, given.account)


def change_of(request: HttpRequest, number: str, if_match: str) -> dict[str, Any]:
    """Return what every move asks: which case, in which version, by whom, when."""
    return {"number": number, "version": version_in(if_match), **done_by(request)}


@router.post("/cases/{number}/dispatch", **CASE)
@route(permission=DISPATCH)
def dispatch(
    request: HttpRequest, response: HttpResponse, number: CaseNumber, body: DispatchIn,
    if_match: IfMatch = "",
) -> Out:  # fmt: skip
    """Dispatch (派单): to a unit or colleague, or where the routing rules say."""
    to = target_of(body.to) if body.to else None
    case = dispatch_case(to=to, word=body.word, **change_of(request, number, if_match))
    return as_it_stands(request, response, case)


@router.post("/cases/{number}/acceptance", **CASE)
@route(permission=HANDLE)
def accept(
    request: HttpRequest, response: HttpResponse, number: CaseNumber, if_match: IfMatch = ""
) -> Out:
    """Accept (接单): whoever asks has the case from now on."""
    return as_it_stands(request, response, accept_case(**change_of(request, number, if_match)))


@router.post("/cases/{number}/return", **CASE)
@route(permission=HANDLE)
def give_back(
    request: HttpRequest, response: HttpResponse, number: CaseNumber, body: ReasonIn,
    if_match: IfMatch = "",
) -> Out:  # fmt: skip
    """Return (退单): it isn't ours; it goes back to whoever sent it."""
    case = return_case(reason=body.reason, **change_of(request, number, if_match))
    return as_it_stands(request, response, case)


@router.post("/cases/{number}/reassignment", **CASE)
@route(permission=DISPATCH)
def reassign(
    request: HttpRequest, response: HttpResponse, number: CaseNumber, body: ReassignmentIn,
    if_match: IfMatch = "",
) -> Out:  # fmt: skip
    """Reassign: another unit or colleague has it from now on; its clocks run on."""
    case = reassign_case(
        to=target_of(body.to),
        reason=body.reason,
        word=body.word,
        **change_of(request, number, if_match),
    )
    return as_it_stands(request, response, case)


@router.post("/cases/{number}/escalation", **CASE)
@route(permission=HANDLE)
def escalate(
    request: HttpRequest, response: HttpResponse, number: CaseNumber, body: ToldIn,
    if_match: IfMatch = "",
) -> Out:  # fmt: skip
    """Escalate (上报): one level up the ladder of its kind."""
    case = escalate_case(**body.dict(), **change_of(request, number, if_match))
    return as_it_stands(request, response, case)


@router.post("/cases/{number}/suspension", **CASE)
@route(permission=HANDLE)
def suspend(
    request: HttpRequest, response: HttpResponse, number: CaseNumber, body: SuspensionIn,
    if_match: IfMatch = "",
) -> Out:  # fmt: skip
    """Suspend until a day; the resolve clock stands still, the first answer is owed before."""
    case = suspend_case(**body.dict(), **change_of(request, number, if_match))
    return as_it_stands(request, response, case)


@router.post("/cases/{number}/resumption", **CASE)
@route(permission=HANDLE)
def resume(
    request: HttpRequest, response: HttpResponse, number: CaseNumber, if_match: IfMatch = ""
) -> Out:
    """Go on with a case that waited or was suspended."""
    return as_it_stands(request, response, resume_case(**change_of(request, number, if_match)))


@router.post("/cases/{number}/extension", **CASE)
@route(permission=EXTEND)
def extend(
    request: HttpRequest, response: HttpResponse, number: CaseNumber, body: ExtensionIn,
    if_match: IfMatch = "",
) -> Out:  # fmt: skip
    """Give the resolve clock longer; at most twice a round."""
    case = extend_case(**body.dict(), **change_of(request, number, if_match))
    return as_it_stands(request, response, case)


@router.post("/cases/{number}/relocation", **CASE)
@route(permission=DISPATCH)
def relocate(
    request: HttpRequest, response: HttpResponse, number: CaseNumber, body: RelocationIn,
    if_match: IfMatch = "",
) -> Out:  # fmt: skip
    """Correct the place; the case goes where the rules there say, perhaps out of one's sight."""
    case = relocate_case(**body.dict(), **change_of(request, number, if_match))
    return as_it_stands(request, response, case)
