"""Who gets a case: the first rule that matches, nearest place first, and why.

Rules are data. The order is: longest place first (a community's own rule beats its district's),
then position, then id; the kind's own routes come last, and after them the first level of its
ladder, so that a case always finds a home. Pure: the caller loads rules and knows who is active.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from doorstep.casework.rules.clocks import Term
from doorstep.casework.rules.conditions import Test, holds
from doorstep.kernel.places import ancestor_of, covers, is_place_code

# The ladder of the model places: community, joint duty (联勤联动), subdistrict centre, district.
LEVELS: Final[dict[str, tuple[str, str]]] = {
    "community": ("community", "worker"),
    "joint_duty": ("community", "officer"),
    "subdistrict": ("subdistrict", "subdistrict"),
    "district": ("district", "district"),
}
DEFAULT_LADDER: Final = ("community", "joint_duty", "subdistrict", "district")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a case goes. ``unit``: a place code, or a level of places (``community`` …) counted
    from the case's own place; empty = the level's usual unit. ``account``: one colleague."""

    level: str
    role: str = ""
    unit: str = ""
    account: int | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What a way of a kind says beside the target: who assists (协办), whether it is urgent,
    clocks instead of the kind's, and why, in the reader's languages."""

    assist: tuple[Target, ...] = ()
    urgent: bool = False
    reply_clock: Term | None = None
    resolve_clock: Term | None = None
    because: Mapping[str, str] = field(default_factory=dict)


NOTHING_BESIDE: Final = Beside()


@dataclass(frozen=True, slots=True)
class RuleData:
    """A routing rule as data. An empty ``kind`` or ``category`` matches every one."""

    label: str
    target: Target
    place: str = ""
    kind: str = ""
    category: str = ""
    condition: Mapping[str, Any] = field(default_factory=dict)
    position: int = 0
    id: int | None = None
    beside: Beside = field(default_factory=Beside)


@dataclass(frozen=True, slots=True)
class Tried:
    """One rule that was looked at, with the tests it ran."""

    label: str
    rule: int | None
    matched: bool
    tests: tuple[Test, ...]
    note: str = ""

    def as_data(self) -> dict[str, Any]:
        return {
            "label": self.label,
            "rule": self.rule,
            "matched": self.matched,
            "tests": [test.as_data() for test in self.tests],
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Decision:
    """Where the case goes, and every rule that was tried on the way with its tests."""

    level: str
    holder_place: str
    holder_role: str
    account: int | None
    label: str
    rule: int | None
    why: tuple[Tried, ...]
    beside: Beside = field(default_factory=Beside)

    def as_data(self) -> dict[str, Any]:
        """Return it JSON-ready, as kept in the timeline."""
        return {
            "level": self.level,
            "holder_place": self.holder_place,
            "holder_role": self.holder_role,
            "account": self.account,
            "label": self.label,
            "rule": self.rule,
            "because": dict(self.beside.because),
            "why": [tried.as_data() for tried in self.why],
        }


def in_order(rules: Iterable[RuleData]) -> list[RuleData]:
    """Return rules in the order in which they are tried."""
    return sorted(rules, key=lambda rule: (-len(rule.place), rule.position, rule.id or 0))


def route(
    known: Mapping[str, Any],
    rules: Iterable[RuleData],
    *,
    defaults: Sequence[RuleData] = (),
    ladder: Sequence[str] = DEFAULT_LADDER,
    is_active: Callable[[int], bool] = lambda account: True,
) -> Decision:
    """Decide where a case goes.

    ``known``: what conditions may ask about (see ``conditions``). ``defaults``: the kind's own
    routes, tried after all ``rules``. A rule that names a colleague who has left still decides
    the unit, and says so.
    """
    fallback = RuleData(label="ladder", target=Target(level=ladder[0]))
    why: list[Tried] = []
    for rule in [*in_order(rules), *defaults, fallback]:
        tests: list[Test] = []
        matched = _applies(rule, known) and holds(rule.condition, known, tests)
        account, note = rule.target.account, ""
        if matched and account is not None and not is_active(account):
            account, note = None, "colleague-left"
        why.append(Tried(rule.label, rule.id, matched, tuple(tests), note))
        if matched:
            place, role = home_of(str(known["place"]), rule.target)
            return Decision(
                rule.target.level,
                place,
                role,
                account,
                rule.label,
                rule.id,
                tuple(why),
                rule.beside,
            )
    raise AssertionError("unreachable: the fallback matches everything")


def _applies(rule: RuleData, known: Mapping[str, Any]) -> bool:
    return (
        covers(rule.place, str(known["place"]))
        and rule.kind in ("", known["kind"])
        and rule.category in ("", known["category"])
    )


def home_of(place: str, target: Target) -> tuple[str, str]:
    """Return the unit (place code) and the role that hold a case at ``place`` for ``target``.

    A unit that does not cover the case's place could not see it, so the level's usual unit is
    taken instead.
    """
    usual_unit, usual_role = LEVELS.get(target.level, ("community", "worker"))
    role = target.role or usual_role
    if is_place_code(target.unit):
        unit = target.unit if covers(target.unit, place) else ancestor_of(place, usual_unit)
    else:
        unit = ancestor_of(place, target.unit or usual_unit)
    return unit, role
