"""Conditions of routing rules: small JSON expressions over what is known of a case.

    {"and": [{"in": ["kind", ["leak", "blocked-drain"]]}, {"not": {"eq": ["urgent", true]}}]}

Operators: ``and``, ``or`` (lists), ``not`` (one), and the tests ``eq ne in has starts lt le gt ge``
of ``[field, value]``. Fields: kind, category, place, channel, urgent, hour (0–23), weekday (1–7,
Monday is 1), working (office hours), level, and ``answers.<name>``. An empty condition is true.
Every test that ran is kept with its outcome, so that a rule can say why it did or did not match.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

FIELDS: Final = frozenset(
    {"kind", "category", "place", "channel", "urgent", "hour", "weekday", "working", "level"}
)
MAX_DEPTH: Final = 8
MAX_TESTS: Final = 64


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def test(have: Any, want: Any) -> bool:
        comparable = (isinstance(have, (int, float)) and isinstance(want, (int, float))) or (
            isinstance(have, str) and isinstance(want, str)
        )
        return comparable and compare(have, want)

    return test


def _has(have: Any, want: Any) -> bool:
    if isinstance(have, str):
        return isinstance(want, str) and want in have
    return isinstance(have, list) and want in have


TESTS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "in": lambda have, want: have in want,
    "has": _has,
    "starts": lambda have, want: isinstance(have, str) and have.startswith(want),
    "lt": _ordered(operator.lt),
    "le": _ordered(operator.le),
    "gt": _ordered(operator.gt),
    "ge": _ordered(operator.ge),
}


@dataclass(frozen=True, slots=True)
class Test:
    """One test that ran: what was asked of which field, what it had, and whether it held."""

    field: str
    op: str
    want: Any
    have: Any
    holds: bool

    def as_data(self) -> dict[str, Any]:
        return {
            "field": self.field,
            "op": self.op,
            "want": self.want,
            "have": self.have,
            "holds": self.holds,
        }


def holds(condition: Mapping[str, Any], known: Mapping[str, Any], ran: list[Test]) -> bool:
    """Evaluate ``condition`` over ``known``; each test that ran is appended to ``ran``."""
    if not condition:
        return True
    ((op, value),) = condition.items()
    if op == "and":
        return all(holds(part, known, ran) for part in value)
    if op == "or":
        return any(holds(part, known, ran) for part in value)
    if op == "not":
        return not holds(value, known, ran)
    field, want = value
    have = _look_up(known, field)
    outcome = bool(TESTS[op](have, want))
    ran.append(Test(field, op, want, have, outcome))
    return outcome


def _look_up(known: Mapping[str, Any], field: str) -> Any:
    value: Any = known
    for part in field.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(part)
    return value


def mistakes(condition: Any, *, depth: int = 0) -> list[str]:
    """Return what is wrong with a condition, in English; empty when it can be evaluated."""
    if depth > MAX_DEPTH:
        return [f"more than {MAX_DEPTH} levels deep"]
    if condition == {} and depth == 0:
        return []
    if not isinstance(condition, Mapping) or len(condition) != 1:
        return ["a condition is an object with exactly one operator"]
    ((op, value),) = condition.items()
    if op in ("and", "or"):
        return _mistakes_of_list(op, value, depth)
    if op == "not":
        return mistakes(value, depth=depth + 1)
    return _mistakes_of_test(op, value)


def _mistakes_of_list(op: str, value: Any, depth: int) -> list[str]:
    if not isinstance(value, list) or not value or len(value) > MAX_TESTS:
        return [f"{op} takes a list of 1 to {MAX_TESTS} conditions"]
    return [mistake for part in value for mistake in mistakes(part, depth=depth + 1)]


def _mistakes_of_test(op: str, value: Any) -> list[str]:
    if op not in TESTS:
        return [f"unknown operator {op!r}"]
    if not isinstance(value, list) or len(value) != 2 or not isinstance(value[0], str):
        return [f"{op} takes [field, value]"]
    field, want = value
    if field.split(".")[0] != "answers" and field not in FIELDS:
        return [f"unknown field {field!r}"]
    if op == "in" and not isinstance(want, list):
        return ["in takes a list of values"]
    if op == "starts" and not isinstance(want, str):
        return ["starts takes a text"]
    return []
