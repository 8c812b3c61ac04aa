"""Routing: which rules there are, why a case went where it did, what a change would have done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from doorstep.casework.models import RoutingRule
from doorstep.casework.operations.save_routing_rule import RuleNotFound, save_routing_rule
from doorstep.casework.permissions import EDIT_RULES
from doorstep.casework.rules.conditions import mistakes
from doorstep.casework.selectors.cases import CaseNotFound, case_by_number
from doorstep.casework.selectors.kinds import find_kind
from doorstep.casework.selectors.routing import decide, dry_run_routing
from doorstep.casework.selectors.rules_in_force import past_cases, rules_seen, rules_with
from doorstep.casework.web.explaining import explained
from doorstep.casework.web.rule_forms import RuleForm, initial_of
from doorstep.casework.web.wording import unit_words
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import Conflict, Invalid
from doorstep.places.public import place_names
from doorstep.platform.web.access import page
from doorstep.platform.web.errors import message_of
from doorstep.platform.web.forms import show_error


@require_GET
@page(permission=EDIT_RULES)
def rules(request: HttpRequest) -> HttpResponse:
    """List the rules in the order in which they are tried."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = rules_seen(actor)
    return render(request, "casework/routing/list.html", {"rules": _shown(actor, found)})


def _shown(actor: Actor, found: list[RoutingRule]) -> list[dict[str, Any]]:
    names = place_names({rule.place for rule in found if rule.place}) if found else {}
    language = get_language() or ""
    return [
        {
            "rule": rule,
            "place": names.get(rule.place, rule.place) or _("everywhere"),
            "kind": kind.title_in(language) if (kind := find_kind(rule.kind)) else _("all kinds"),
            "to": unit_words(rule.level, rule.role),
            "mine": actor.can(EDIT_RULES, rule.place),
        }
        for rule in found
    ]


@require_GET
@page(permission=EDIT_RULES)
def explain_case(request: HttpRequest) -> HttpResponse:
    """Say where a case would go by the rules in force, and why."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    number = request.GET.get("case", "")[:20].replace("\0", "").strip()
    context: dict[str, Any] = {"number": number}
    status = 200
    if number:
        case = case_by_number(actor, number)
        if case is None:
            context["missing"] = message_of(CaseNotFound(number=number))
            status = 404
        else:
            decision = decide(case, at=timezone.now())
            context |= {"case": case, "explain": explained(decision.as_data(), case)}
    return render(request, "casework/routing/explanation.html", context, status=status)


@require_http_methods(["GET", "POST"])
@page(permission=EDIT_RULES)
def rule(request: HttpRequest, rule_id: int | None = None) -> HttpResponse:
    """Write or change a rule: try it on past cases first, then save."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    before = _rule(actor, rule_id)
    if request.method == "GET":
        initial = initial_of(before) if before else {}
        return _form(request, RuleForm(initial=initial, actor=actor), before)
    form = RuleForm(request.POST, actor=actor)
    if not form.is_valid():
        return _form(request, form, before, status=422)
    if "dry" in request.POST:
        return _form(request, form, before, tried=_dry_run(actor, form, rule_id))
    try:
        save_routing_rule(
            rule=form.as_rule(rule_id),
            by=actor,
            at=timezone.now(),
            active=form.cleaned_data["active"],
            version=form.cleaned_data["version"],
        )
    except (Invalid, Conflict) as error:
        show_error(form, error)
        return _form(request, form, before, status=error.status)
    messages.success(request, _("Saved. New cases go by it from now on."))
    return redirect("routing")


def _rule(actor: Actor, rule_id: int | None) -> RoutingRule | None:
    if rule_id is None:
        return None
    found = next((r for r in rules_seen(actor) if r.pk == rule_id), None)
    if found is None or not actor.can(EDIT_RULES, found.place):
        raise RuleNotFound
    return found


def _dry_run(actor: Actor, form: RuleForm, rule_id: int | None) -> dict[str, Any]:
    """Return where past cases of the rule's place went and would have gone."""
    changed = form.as_rule(rule_id)
    active = form.cleaned_data["active"]
    if wrong := mistakes(dict(changed.condition)):
        form.add_error("condition", "; ".join(wrong))
        return {}
    instead = rules_with(rules_seen(actor), changed, active=active)
    tried = dry_run_routing(past_cases(actor, changed.place), instead=instead)
    moved = [one for one in tried if one.changed]
    return {
        "count": len(tried),
        "moved": [
            {
                "number": one.number,
                "before": unit_words(one.before.level, one.before.holder_role),
                "after": unit_words(one.after.level, one.after.holder_role),
            }
            for one in moved[:100]
        ],
        "moved_count": len(moved),
    }


def _form(
    request: HttpRequest,
    form: RuleForm,
    before: RoutingRule | None,
    *,
    tried: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "rule": before, "tried": tried}
    if tried == {}:
        status = 422
    return render(request, "casework/routing/rule.html", context, status=status)
