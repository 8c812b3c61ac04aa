"""Routing as a question: where would this case go, and why? The answer is written elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F

from doorstep.casework.models import Case, RoutingRule
from doorstep.casework.rules.kinds import routes_of
from doorstep.casework.rules.routing import Decision, RuleData, route
from doorstep.casework.selectors.kinds import kind_of
from doorstep.kernel.calendar import SHANGHAI, WorkingCalendar
from doorstep.kernel.places import line_of
from doorstep.places.public import working_calendar
from doorstep.platform.modules import CaseKind


@dataclass(frozen=True, slots=True)
class Rerouted:
    """What a dry run says of one past case."""

    number: str
    before: Decision
    after: Decision

    @property
    def changed(self) -> bool:
        return _home(self.before) != _home(self.after)


def _home(decision: Decision) -> tuple[str, str, str, int | None]:
    return decision.level, decision.holder_place, decision.holder_role, decision.account


def known_of(
    case: Case, kind: CaseKind, calendar: WorkingCalendar, *, at: datetime
) -> dict[str, Any]:
    """Return what routing conditions may ask about a case, at local time ``at``."""
    local = at.astimezone(SHANGHAI)
    return {
        "kind": case.kind_id,
        "category": kind.category,
        "place": case.place,
        "channel": case.channel,
        "urgent": case.urgent,
        "level": case.level,
        "answers": case.answers,
        "hour": local.hour,
        "weekday": local.isoweekday(),
        "working": calendar.is_working_time(at),
    }


def decide(case: Case, *, at: datetime, calendar: WorkingCalendar | None = None) -> Decision:
    """Return where ``case`` goes by the rules in force (one query)."""
    rules, active = _rules_in_force([case.place])
    return _decide(case, rules, active, at=at, calendar=calendar or working_calendar(case.place))


def dry_run_routing(cases: Iterable[Case], *, instead: Iterable[RuleData]) -> list[Rerouted]:
    """Return, for each past case, where it goes by the rules in force and by ``instead``, as of
    the time it was opened. Writes nothing; the number of queries grows with the districts."""
    cases = list(cases)
    calendars = {district: working_calendar(district) for district in {c.place[:6] for c in cases}}
    rules, active = _rules_in_force([case.place for case in cases])
    instead = list(instead)
    return [
        Rerouted(
            case.number,
            _as_opened(case, rules, active, calendars),
            _as_opened(case, instead, lambda account: True, calendars),
        )
        for case in cases
    ]


def _rules_in_force(places: list[str]) -> tuple[list[RuleData], Callable[[int], bool]]:
    line = {"", *(code for place in places for code in line_of(place))}
    rows = list(
        RoutingRule.objects.filter(active=True, place__in=line).annotate(
            account_active=F("account__is_active")
        )
    )
    active = {row.account_id for row in rows if row.account_active}
    return [row.as_rule() for row in rows], lambda account: account in active


def _as_opened(
    case: Case,
    rules: Iterable[RuleData],
    is_active: Callable[[int], bool],
    calendars: dict[str, WorkingCalendar],
) -> Decision:
    calendar = calendars[case.place[:6]]
    return _decide(case, rules, is_active, at=case.created_at, calendar=calendar)


def _decide(
    case: Case,
    rules: Iterable[RuleData],
    is_active: Callable[[int], bool],
    *,
    at: datetime,
    calendar: WorkingCalendar,
) -> Decision:
    kind = kind_of(case.kind_id)
    return route(
        known_of(case, kind, calendar, at=at),
        rules,
        defaults=routes_of(kind),
        ladder=kind.ladder,
        is_active=is_active,
    )
