"""Save a routing rule: a new one, or a new version of one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from doorstep.casework.models import RoutingRule
from doorstep.casework.operations._holder import check_colleague
from doorstep.casework.permissions import EDIT_RULES
from doorstep.casework.rules.conditions import mistakes
from doorstep.casework.rules.routing import LEVELS, RuleData
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict, Invalid, NotFound
from doorstep.kernel.places import LENGTHS, is_place_code
from doorstep.platform import trail


class RuleInvalid(Invalid):
    code = "routing-rule-invalid"
    title = N_("This rule can't be read: {mistakes}.")
    mend = N_("Correct the condition; a dry run shows what it does.")


class RuleNotFound(NotFound):
    code = "routing-rule-not-found"
    title = N_("There is no such routing rule.")


class RuleChanged(Conflict):
    code = "routing-rule-changed"
    title = N_("Somebody else changed this rule in the meantime.")


def save_routing_rule(
    *,
    rule: RuleData,
    by: Actor,
    at: datetime,
    active: bool = True,
    version: int | None = None,
) -> RoutingRule:
    """Write ``rule``: a new row when it has no id. Past cases keep where they went.

    Raises:
        RuleInvalid, ColleagueLeft, RuleNotFound, RuleChanged, Forbidden.
    """
    by.require(EDIT_RULES, rule.place)
    check_rule(rule)
    with transaction.atomic():
        row = _row(rule, by=by, version=version)
        for name, value in _values(rule).items():
            setattr(row, name, value)
        row.active, row.changed_at, row.changed_by_id = active, at, by.account_id
        row.save()
        trail.record(
            action="routing-rule.save",
            by=by,
            at=at,
            subject=f"routing-rule:{row.pk}",
            place=row.place,
            detail=_values(rule) | {"active": active, "version": row.version},
        )
    return row


def check_rule(rule: RuleData) -> None:
    """Refuse a rule that could not be evaluated, before it is saved or tried.

    Raises:
        RuleInvalid, ColleagueLeft.
    """
    found = mistakes(dict(rule.condition))
    if rule.target.level not in LEVELS:
        found.append(f"unknown level {rule.target.level!r}")
    unit = rule.target.unit
    if unit and unit not in LENGTHS and not is_place_code(unit):
        found.append(f"unknown unit {unit!r}")
    if found:
        raise RuleInvalid(mistakes="; ".join(found), fields={"condition": "; ".join(found)})
    check_colleague(rule.target.account)


def _row(rule: RuleData, *, by: Actor, version: int | None) -> RoutingRule:
    if rule.id is None:
        return RoutingRule()
    row = RoutingRule.objects.select_for_update().filter(pk=rule.id).first()
    if row is None:
        raise RuleNotFound
    by.require(EDIT_RULES, row.place)
    if version is not None and row.version != version:
        raise RuleChanged
    row.version += 1
    return row


def _values(rule: RuleData) -> dict[str, Any]:
    condition: Mapping[str, Any] = rule.condition
    return {
        "place": rule.place,
        "kind": rule.kind,
        "category": rule.category,
        "title": rule.label[:120],
        "condition": dict(condition),
        "level": rule.target.level,
        "role": rule.target.role,
        "unit": rule.target.unit,
        "account_id": rule.target.account,
        "position": rule.position,
    }
