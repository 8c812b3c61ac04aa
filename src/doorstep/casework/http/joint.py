"""Joint work on the API: sub-cases and assignments."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Status

from doorstep.casework.http.moves import change_of, target_of
from doorstep.casework.http.present import as_it_stands, assignment_out, done_by
from doorstep.casework.http.schemas_moves import AssignmentIn, OutcomeIn, SubCaseIn
from doorstep.casework.http.schemas_out import AssignmentOut, CaseOut
from doorstep.casework.http.schemas_words import CaseNumber
from doorstep.casework.operations.end_assignment import end_assignment
from doorstep.casework.operations.give_assignment import give_assignment
from doorstep.casework.operations.split_case import split_case
from doorstep.casework.permissions import HANDLE
from doorstep.casework.rules.clocks import Term
from doorstep.platform.http.fields import BIGGEST, IfMatch
from doorstep.platform.http.router import route

router = Router(tags=["cases"])


@router.post("/cases/{number}/sub-cases", response={201: CaseOut}, exclude_unset=True)
@route(permission=HANDLE)
def split(
    request: HttpRequest, response: HttpResponse, number: CaseNumber, body: SubCaseIn,
    if_match: IfMatch = "",
) -> Status[dict[str, Any]]:  # fmt: skip
    """Split off a part that is a case of its own; the answer is the sub-case."""
    child = split_case(**body.dict(), **change_of(request, number, if_match))
    response["Location"] = f"/api/v1/cases/{child.number}"
    return Status(201, as_it_stands(request, response, child))


@router.post("/cases/{number}/assignments", response={201: AssignmentOut})
@route(permission=HANDLE)
def assign(
    request: HttpRequest, number: CaseNumber, body: AssignmentIn, if_match: IfMatch = ""
) -> Status[dict[str, Any]]:
    """Give a unit a part of the work: it leads (主责) or assists (协办)."""
    given = give_assignment(
        part=body.part,
        task=body.task,
        to=target_of(body.to),
        term=Term(body.term.amount, body.term.unit) if body.term else None,
        **change_of(request, number, if_match),
    )
    return Status(201, assignment_out(given))


@router.post("/cases/{number}/assignments/{assignment_id}/outcome", response=AssignmentOut)
@route(permission=HANDLE)
def end_part(
    request: HttpRequest,
    number: CaseNumber,
    body: OutcomeIn,
    assignment_id: int = Path(..., ge=1, le=BIGGEST),
) -> dict[str, Any]:
    """End a piece of joint work with its outcome."""
    ended = end_assignment(
        number=number,
        assignment=assignment_id,
        outcome=body.outcome,
        report=body.report,
        **done_by(request),
    )
    return assignment_out(ended)
