"""Reception on the API: the one box, and the kinds of case on offer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import Path, Query, Router

from doorstep.casework.public import find_kind, kinds_on_offer
from doorstep.kernel.errors import N_, NotFound
from doorstep.modules.reception.http.schemas import HitOut, KindOut, SentenceIn
from doorstep.modules.reception.permissions import DESK_USE
from doorstep.modules.reception.selectors.finding import LONGEST_QUERY, find_anything
from doorstep.modules.reception.selectors.phone import kinds_like
from doorstep.platform.http.router import route
from doorstep.platform.modules import CaseKind, Hit

router = Router(tags=["reception"])
_AS_DECLARED = (
    "code", "category", "icon", "common", "urgent", "needs_place", "rated", "on_the_spot",
    "reply_clock", "resolve_clock",
)  # fmt: skip


class KindNotOnOffer(NotFound):
    code = "case-kind-not-on-offer"
    title = N_("There is no kind of case “{kind}”.")
    mend = N_("Choose one of the kinds on offer; “other” takes anything.")


@router.get("/find", response=list[HitOut])
@route(permission=DESK_USE)
def find(
    request: HttpRequest,
    q: str = Query(..., max_length=LONGEST_QUERY, description="As typed into the one box"),
    limit: int = Query(8, ge=1, le=50, description="At most so many of each sort"),
) -> list[Hit]:
    """Find people, homes, cases and items by whatever somebody remembers of them."""
    return find_anything(request.actor, q, limit=limit)  # type: ignore[attr-defined]


@router.get("/kinds", response=list[KindOut])
@route(signed_in=True)
def kinds(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the kinds of case on offer, the common ones first, with forms and clocks."""
    return [_kind(kind) for kind in kinds_on_offer()]


@router.get("/kinds/{code}", response=KindOut)
@route(signed_in=True)
def kind(request: HttpRequest, code: str = Path(..., max_length=40)) -> dict[str, Any]:
    """Return one kind of case."""
    found = find_kind(code)
    if found is None:
        raise KindNotOnOffer(kind=code)
    return _kind(found)


@router.post("/kind-proposals", response=list[KindOut])
@route(signed_in=True)
def propose_kinds(request: HttpRequest, body: SentenceIn) -> list[dict[str, Any]]:
    """Return the kinds that a sentence seems to mean, the likeliest first; nothing is kept."""
    return [_kind(kind) for kind in kinds_like(body.words)]


def _kind(kind: CaseKind) -> dict[str, Any]:
    return {name: getattr(kind, name) for name in _AS_DECLARED} | {
        "title": kind.title_in(get_language() or "zh-hans"),
        "titles": dict(kind.title),
        "sensitive": kind.visibility == "sensitive",
        "ladder": list(kind.ladder),
        "form": dict(kind.form),
        "spot_outcomes": [dict(outcome) for outcome in kind.spot_outcomes],
    }
