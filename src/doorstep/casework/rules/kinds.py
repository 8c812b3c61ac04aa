"""What a kind of case declares, read into the shapes that the other rules use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, Protocol

from doorstep.casework.rules.clocks import DEFAULT_ESCALATION, UNITS, StepName, Term, What
from doorstep.casework.rules.conditions import mistakes
from doorstep.casework.rules.routing import LEVELS, Beside, RuleData, Target
from doorstep.casework.rules.states import Move
from doorstep.casework.rules.templates import unknown_placeholders

MAX_WORDS: Final = 2_000
MAX_REASON: Final = 500
MAX_ANSWERS_BYTES: Final = 16_384
MAX_EXTENSIONS: Final = 2
MAX_EXTENSION_UNITS: Final = {"working_days": 30, "working_minutes": 5_100, "minutes": 10_080}
BAD_SCORE: Final = 2
REOPEN_WITHIN_DAYS: Final = 30


class Kind(Protocol):
    """The part of ``platform.modules.CaseKind`` that rules look at."""

    @property
    def code(self) -> str: ...
    @property
    def category(self) -> str: ...
    @property
    def ladder(self) -> tuple[str, ...]: ...
    @property
    def route(self) -> tuple[Mapping[str, Any], ...]: ...
    @property
    def escalation(self) -> tuple[Mapping[str, Any], ...]: ...
    @property
    def replies(self) -> Mapping[str, Mapping[str, str]]: ...


Escalation = tuple[tuple[StepName, Term], ...]


def condition_of(when: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a full condition for ``when``; ``{"field": value}`` is short for equality, and a
    list of values for one of them. Several fields must all hold."""
    if not when or not mistakes(when):
        return when
    parts = [
        {"in" if isinstance(value, list) else "eq": [field, value]} for field, value in when.items()
    ]
    return parts[0] if len(parts) == 1 else {"and": parts}


def routes_of(kind: Kind) -> list[RuleData]:
    """Return a kind's own routes, in their order, as rules."""
    return [
        RuleData(
            label=f"kind:{kind.code}:{position}",
            target=Target(
                level=str(way["to"].get("level", kind.ladder[0])),
                role=str(way["to"].get("role", "")),
                unit=str(way["to"].get("unit", "")),
            ),
            kind=kind.code,
            condition=condition_of(way.get("when") or {}),
            position=position,
            beside=_beside_of(way, kind.ladder[0]),
        )
        for position, way in enumerate(kind.route)
    ]


def _beside_of(way: Mapping[str, Any], lowest: str) -> Beside:
    assist = (
        Target(str(home.get("level", lowest)), str(home.get("role", "")))
        for home in way.get("assist") or ()
    )
    return Beside(
        assist=tuple(assist),
        urgent=bool(way.get("urgent", False)),
        reply_clock=_term_of(way.get("reply_clock")),
        resolve_clock=_term_of(way.get("resolve_clock")),
        because=dict(way.get("because") or {}),
    )


def _term_of(clock: Any) -> Term | None:
    """Return a clock written as a mapping or as ``platform.modules.Clock``; None when absent."""
    if clock is None:
        return None
    if isinstance(clock, Mapping):
        return Term(int(clock["amount"]), str(clock.get("unit", "working_days")))
    return Term(clock.amount, clock.unit)


def escalation_of(kind: Kind) -> dict[What, Escalation]:
    """Return when each clock of a kind escalates after lateness.

    A kind that says nothing escalates as ``DEFAULT_ESCALATION``; one that names a clock replaces
    the default of that clock. Entries: ``{"clock": "resolve", "step": "escalate1",
    "after": {"amount": 1, "unit": "working_days"}}``.
    """
    own: dict[What, list[tuple[StepName, Term]]] = {}
    for entry in kind.escalation:
        what = What(entry.get("clock", "resolve"))
        after = entry.get("after") or {}
        term = Term(int(after.get("amount", 1)), str(after.get("unit", "working_days")))
        own.setdefault(what, []).append((StepName(entry["step"]), term))
    return DEFAULT_ESCALATION | {what: tuple(steps) for what, steps in own.items()}


def mistakes_of(kind: Kind) -> list[str]:
    """Return what is wrong with a declared kind, in English; shown when the site is checked."""
    found = [f"unknown level {level!r}" for level in kind.ladder if level not in LEVELS]
    if not kind.ladder:
        found.append("the ladder is empty")
    for way in kind.route:
        found += _mistakes_of_way(way)
    found += _mistakes_of_escalation(kind.escalation)
    for move, texts in kind.replies.items():
        if move not in set(Move):
            found.append(f"unknown move {move!r} in replies")
        for text in texts.values():
            found += [f"unknown placeholder {name!r}" for name in unknown_placeholders(text)]
    return [f"{kind.code}: {mistake}" for mistake in found]


def _mistakes_of_way(way: Mapping[str, Any]) -> list[str]:
    found = mistakes(condition_of(way.get("when") or {}))
    to = way.get("to")
    if not isinstance(to, Mapping):
        return [*found, "a route leads somewhere: to"]
    if to.get("level") is not None and to["level"] not in LEVELS:
        found.append(f"unknown level {to['level']!r}")
    return found


def _mistakes_of_escalation(entries: Iterable[Mapping[str, Any]]) -> list[str]:
    found: list[str] = []
    for entry in entries:
        if entry.get("clock", "resolve") not in set(What):
            found.append(f"unknown clock {entry.get('clock')!r}")
        if entry.get("step") not in set(StepName):
            found.append(f"unknown step {entry.get('step')!r}")
        if (entry.get("after") or {}).get("unit", "working_days") not in UNITS:
            found.append("unknown unit in escalation")
    return found
