"""Routing on the API: why a case goes where it goes, rules, a dry run on past cases, and the
places' own words."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Router, Status

from doorstep.casework.http.moves import target_of
from doorstep.casework.http.present import actor_of, done_by
from doorstep.casework.http.schemas_routing import DryRunIn, RuleIn, TemplateIn
from doorstep.casework.http.schemas_routing_out import DecisionOut, DryRunOut, RuleOut, TemplateOut
from doorstep.casework.http.schemas_words import CaseNumber
from doorstep.casework.models import ReplyTemplate, RoutingRule
from doorstep.casework.operations.save_reply_template import save_reply_template
from doorstep.casework.operations.save_routing_rule import check_rule, save_routing_rule
from doorstep.casework.permissions import EDIT_RULES, EDIT_TEMPLATES, SEE
from doorstep.casework.rules.routing import RuleData
from doorstep.casework.selectors.cases import access_case
from doorstep.casework.selectors.routing import decide, dry_run_routing
from doorstep.casework.selectors.rules_in_force import (
    past_cases,
    rules_seen,
    rules_with,
    templates_seen,
)
from doorstep.platform.http.fields import BIGGEST, IfMatch
from doorstep.platform.http.reading import etag_of, version_in
from doorstep.platform.http.router import route

router = Router(tags=["routing"])


@router.get("/cases/{number}/route", response=DecisionOut)
@route(permission=SEE)
def explain(request: HttpRequest, number: CaseNumber) -> dict[str, Any]:
    """Say where the rules in force would send a case now, and why: every rule that was tried."""
    case = access_case(actor_of(request), number)
    return decide(case, at=timezone.now()).as_data()


@router.get("/routing-rules", response=list[RuleOut])
@route(permission=EDIT_RULES)
def rules(request: HttpRequest) -> list[dict[str, Any]]:
    """List the rules that reach into one's places, in the order they are tried."""
    return [_rule(rule) for rule in rules_seen(actor_of(request))]


@router.post("/routing-rules", response={201: RuleOut})
@route(permission=EDIT_RULES)
def add_rule(request: HttpRequest, response: HttpResponse, body: RuleIn) -> Status[dict[str, Any]]:
    """Write a rule; past cases keep where they went."""
    rule = save_routing_rule(rule=_data(body), active=body.active, **done_by(request))
    response["ETag"] = etag_of(rule.version)
    return Status(201, _rule(rule))


@router.put("/routing-rules/{rule_id}", response=RuleOut)
@route(permission=EDIT_RULES)
def change_rule(
    request: HttpRequest,
    response: HttpResponse,
    body: RuleIn,
    rule_id: int = Path(..., ge=1, le=BIGGEST),
    if_match: IfMatch = "",
) -> dict[str, Any]:
    """Write a new version of a rule."""
    rule = save_routing_rule(
        rule=_data(body, rule_id),
        active=body.active,
        version=version_in(if_match),
        **done_by(request),
    )
    response["ETag"] = etag_of(rule.version)
    return _rule(rule)


@router.post("/routing-dry-runs", response=DryRunOut)
@route(permission=EDIT_RULES)
def dry_run(request: HttpRequest, body: DryRunIn) -> dict[str, Any]:
    """Try a rule on past cases: which of them would go elsewhere. Nothing is written."""
    actor = actor_of(request)
    actor.require(EDIT_RULES, body.place)
    changed = _data(body.rule, body.id)
    check_rule(changed)
    instead = rules_with(rules_seen(actor), changed, active=body.rule.active)
    tried = dry_run_routing(past_cases(actor, body.place, limit=body.limit), instead=instead)
    moved = [one for one in tried if one.changed]
    return {
        "tried": len(tried),
        "changed": len(moved),
        "items": [
            {
                "number": one.number,
                "changed": True,
                "before": one.before.as_data(),
                "after": one.after.as_data(),
            }
            for one in moved
        ],
    }


def _data(body: RuleIn, rule_id: int | None = None) -> RuleData:
    return RuleData(
        label=body.title,
        target=target_of(body.to),
        place=body.place,
        kind=body.kind,
        category=body.category,
        condition=body.condition,
        position=body.position,
        id=rule_id,
    )


def _rule(rule: RoutingRule) -> dict[str, Any]:
    names = ("title", "place", "kind", "category", "condition", "position", "active", "version")
    to = {"level": rule.level, "role": rule.role, "unit": rule.unit, "account": rule.account_id}
    kept = {name: getattr(rule, name) for name in names}
    return kept | {"id": rule.pk, "to": to, "changed_at": rule.changed_at}


@router.get("/reply-templates", response=list[TemplateOut])
@route(permission=EDIT_TEMPLATES)
def templates(request: HttpRequest) -> list[ReplyTemplate]:
    """List the words that one's places, and those above them, have for moves."""
    return list(templates_seen(actor_of(request))[:500])


@router.put("/reply-templates", response=TemplateOut)
@route(permission=EDIT_TEMPLATES)
def write_template(request: HttpRequest, body: TemplateIn) -> ReplyTemplate:
    """Write a place's own words for a move, of one kind or of all."""
    return save_reply_template(**body.dict(), **done_by(request))
