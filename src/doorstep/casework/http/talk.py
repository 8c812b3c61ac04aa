"""The talk with the asker on the API: questions, her word, answers, ratings, who else hears."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from ninja import Query, Router, Status

from doorstep.casework.http.moves import CASE, Out, change_of
from doorstep.casework.http.present import actor_of, as_it_stands, done_by
from doorstep.casework.http.schemas_moves import FollowerIn, QuestionIn, RatingIn, TextIn
from doorstep.casework.http.schemas_routing_out import DraftOut
from doorstep.casework.http.schemas_talk_out import FollowedOut, FollowerOut, RatingOut
from doorstep.casework.http.schemas_words import CaseNumber, MoveName
from doorstep.casework.models import Case
from doorstep.casework.models.labels import STATE_TITLES
from doorstep.casework.operations.ask_asker import ask_asker
from doorstep.casework.operations.follow_case import follow_case
from doorstep.casework.operations.rate_case import rate_case
from doorstep.casework.operations.receive_word_from_asker import receive_word_from_asker
from doorstep.casework.operations.reply_to_asker import reply_to_asker
from doorstep.casework.permissions import ANSWER, SEE, TAKE_RATING
from doorstep.casework.selectors.cases import access_case
from doorstep.casework.selectors.lists import followed_by_person
from doorstep.casework.selectors.texts import reply_draft
from doorstep.people.public import access_resident
from doorstep.platform.http.fields import BIGGEST, IfMatch
from doorstep.platform.http.router import route

router = Router(tags=["cases"])


@router.post("/cases/{number}/question", **CASE)
@route(permission=ANSWER)
def ask(
    request: HttpRequest, response: HttpResponse, number: CaseNumber, body: QuestionIn,
    if_match: IfMatch = "",
) -> Out:  # fmt: skip
    """Ask the asker; the clocks stand still until her word comes."""
    case = ask_asker(**body.dict(), **change_of(request, number, if_match))
    return as_it_stands(request, response, case)


@router.post("/cases/{number}/word", **CASE)
@route(permission=ANSWER, resident=True)
def hear(
    request: HttpRequest, response: HttpResponse, number: CaseNumber, body: TextIn,
    if_match: IfMatch = "",
) -> Out:  # fmt: skip
    """Word from the asker: her own, or noted for her; a case that waited for it goes on."""
    case = receive_word_from_asker(text=body.text, **change_of(request, number, if_match))
    return as_it_stands(request, response, case)


@router.post("/cases/{number}/reply", **CASE)
@route(permission=ANSWER)
def reply(
    request: HttpRequest, response: HttpResponse, number: CaseNumber, body: TextIn,
    if_match: IfMatch = "",
) -> Out:  # fmt: skip
    """Answer the asker (答复); the first answer stops the reply clock."""
    case = reply_to_asker(text=body.text, **change_of(request, number, if_match))
    return as_it_stands(request, response, case)


@router.get("/cases/{number}/reply-draft", response=DraftOut)
@route(permission=ANSWER)
def draft(request: HttpRequest, number: CaseNumber, move: MoveName = "reply") -> dict[str, str]:
    """Return the words that a template has for a move, filled for this case."""
    case = access_case(actor_of(request), number, to=ANSWER)
    language = get_language() or "zh-hans"
    text = reply_draft(case, move, language=language)
    return {"move": move, "language": language, "text": text}


@router.post("/cases/{number}/rating", response={201: RatingOut})
@route(permission=TAKE_RATING, resident=True)
def rate(request: HttpRequest, number: CaseNumber, body: RatingIn) -> Status[dict[str, Any]]:
    """Rate (好差评) the round that was closed last; once, and for good."""
    own = actor_of(request).is_resident
    rating = rate_case(
        number=number,
        score=body.score,
        words=body.words,
        channel=body.channel or (Case.Channel.APP if own else Case.Channel.PHONE),
        **done_by(request),
    )
    shown = {"number": number, "round": rating.closing.round, "score": rating.score}
    return Status(201, shown | {"at": rating.at})


@router.post("/cases/{number}/followers", response={201: FollowerOut})
@route(permission=ANSWER)
def add_follower(
    request: HttpRequest, number: CaseNumber, body: FollowerIn
) -> Status[dict[str, Any]]:
    """Let a neighbour with the same trouble hear how it goes: its state, never another's words."""
    following = follow_case(number=number, resident=body.resident, **done_by(request))
    shown = {"number": number, "resident": following.resident_id, "why": following.why}
    return Status(201, shown | {"since": following.since})


@router.get("/followed-cases", response=list[FollowedOut])
@route(permission=SEE)
def followed(
    request: HttpRequest, resident: int = Query(..., ge=1, le=BIGGEST)
) -> list[dict[str, str]]:
    """Return the cases of others whose progress a resident is told, by notices."""
    actor = actor_of(request)
    found = followed_by_person(actor, access_resident(actor, resident).pk)
    return [
        {"number": number, "state": state, "state_title": str(STATE_TITLES[state])}
        for number, state in found
    ]
