"""Routing rules and reply templates as their pages list them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from doorstep.casework.models import Case, ReplyTemplate, RoutingRule
from doorstep.casework.permissions import (
    EDIT_RULES,
    EDIT_TEMPLATES,
    in_places,
    places_where,
    visible_to,
)
from doorstep.casework.rules.routing import RuleData
from doorstep.kernel.actor import Actor
from doorstep.kernel.places import line_of


def rules_seen(actor: Actor) -> list[RoutingRule]:
    """Return the rules that reach into the actor's places, in the order they are tried: those of
    the places themselves, of what lies below, and of the line above (one query)."""
    places = places_where(actor, EDIT_RULES)
    above = {"", *(code for place in places for code in line_of(place))}
    rules = RoutingRule.objects.filter(in_places(places) | Q(place__in=above))
    found = rules.select_related("account")
    return sorted(found, key=lambda rule: (-len(rule.place), rule.position, rule.pk))


def rules_with(rules: list[RoutingRule], changed: RuleData, *, active: bool) -> list[RuleData]:
    """Return ``rules`` as data, with ``changed`` in the place of its older version."""
    others = [rule.as_rule() for rule in rules if rule.active and rule.pk != changed.id]
    return [*others, changed] if active else others


def past_cases(actor: Actor, place: str, *, limit: int = 200) -> list[Case]:
    """Return the newest cases at ``place``, for a dry run (one query)."""
    return list(visible_to(actor).within(place).order_by("-id")[:limit])


def templates_seen(actor: Actor) -> QuerySet[ReplyTemplate]:
    """Return the reply templates of the actor's places and of the line above them."""
    places = places_where(actor, EDIT_TEMPLATES)
    above = {"", *(code for place in places for code in line_of(place))}
    return ReplyTemplate.objects.filter(in_places(places) | Q(place__in=above))
