"""T5: taking a case through the operation, against its own statements in raw psycopg.

The statements of one taking are written down as Django sends them, with what the database gave
back; then they are sent again, with this time's numbers where that time's stood.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any, Final

import psycopg
from django.db import connection
from psycopg.types.json import Json, Jsonb

from bench import ground
from bench.measure import Result, Side, at_least, divide, interleave, p50, spread
from doorstep.casework.public import Asked, Case, TimelineEntry, open_case
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import SHANGHAI
from doorstep.kernel.ids import case_number
from doorstep.kernel.scope import Scope
from doorstep.people.public import Resident
from doorstep.platform.scope import scoped

_WHAT: Final = "taking a case: the same statements in raw psycopg over the operation"
_WHOLE_NUMBERS: Final = (20, 21, 23)  # PostgreSQL's int8, int2, int4
_FAR_APART: Final = 10_000_000  # so that a number in the log says whose it is
_TABLES: Final = (
    "casework_case", "casework_timelineentry", "casework_clock", "casework_clockstep",
    "casework_assignment", "platform_trailentry", "platform_storedfact", "procrastinate_jobs",
)  # fmt: skip


@dataclass(slots=True)
class Statement:
    """One statement as it was sent, and the numbers it gave back (row by row)."""

    text: str
    values: Any
    gave: list[int] = field(default_factory=list)


def measure(database: str, *, rounds: int, samples: int) -> list[Result]:
    """Return the lines of T5. ``database`` may be written to."""
    _keep_numbers_apart(database)
    ground.use(database)
    actor = ground.actor("worker")
    with scoped(actor.scope()):
        people = list(Resident.objects.at(ground.COMMUNITY).values_list("id", "place")[:500])
    askers = cycle(people)
    recorded = _record(lambda: take(actor, *next(askers)))
    with ground.as_application(database) as raw:
        replay = Replay(raw, recorded)
        taking = Side("operation", lambda: take(actor, *next(askers)), ground.backend_of_django())
        same_statements = Side("raw", replay.run, raw.info.backend_pid)
        before = counts()
        interleave(taking, same_statements, rounds=rounds, samples=samples)
        same = counts() == _grown(before, 2 * (rounds * samples + 1))
    figures = taking.figures() | same_statements.figures() | {"statements": len(recorded)}
    ratios = divide(same_statements.each(p50), taking.each(p50))
    return [
        Result("T5", _WHAT, **spread(ratios), target=at_least(0.30), same=same, figures=figures)
    ]


def take(actor: Actor, resident: int, place: str) -> Case:
    """Take a case as the desk does, in the scope of who takes it."""
    with scoped(actor.scope()):
        return open_case(
            kind="leak", place=place, by=actor, at=ground.TODAY, words="楼上漏水",
            asked=Asked(resident=resident),
        )  # fmt: skip


def counts() -> dict[str, int]:
    """Return how many rows a taking adds to, by table."""
    with scoped(Scope.everywhere("bench: counts")):
        return {"cases": Case.objects.count(), "entries": TimelineEntry.objects.count()}


def _grown(before: dict[str, int], cases: int) -> dict[str, int]:
    return {"cases": before["cases"] + cases, "entries": before["entries"] + 2 * cases}


def _keep_numbers_apart(database: str) -> None:
    with ground.superuser(database) as owner:
        for order, table in enumerate(_TABLES, start=1):
            found = owner.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table]).fetchone()
            if found and found[0]:
                owner.execute("SELECT setval(%s, %s)", [found[0], order * _FAR_APART])
        owner.execute("SELECT setval('casework_number', %s)", [9 * _FAR_APART + 100_000])


def _record(act: Callable[[], Case]) -> list[Statement]:
    act()  # whatever is asked only once in a process is asked now
    seen: list[Statement] = []

    def note(execute: Any, text: str, values: Any, many: bool, context: Any) -> Any:
        answer = execute(text, values, many, context)
        result = context["cursor"].cursor.pgresult
        seen.append(Statement(text, values, _numbers(result)))
        return answer

    with connection.execute_wrapper(note):
        act()
    return seen


def _numbers(result: Any) -> list[int]:
    """Return every whole number of a result, in order; texts, lists and nulls are left out."""
    found = []
    for row in range(result.ntuples):
        for column in range(result.nfields):
            value = result.get_value(row, column) or b""
            if value and result.ftype(column) in _WHOLE_NUMBERS:
                found.append(int(value))
    return found


class Replay:
    """Sends recorded statements again, as one transaction."""

    def __init__(self, raw: psycopg.Connection[Any], recorded: list[Statement]) -> None:
        self.raw = raw
        self.told = {n: (i, j) for i, s in enumerate(recorded) for j, n in enumerate(s.gave)
                     if n >= _FAR_APART}  # fmt: skip
        serial = next(n for n in self.told if n >= 9 * _FAR_APART)
        self.serial_at = self.told[serial]
        self.day = ground.TODAY.astimezone(SHANGHAI).date()
        self.number = case_number(self.day, serial)
        self.statements = [(s.text, self._maker(s.values or ()), bool(s.gave)) for s in recorded]

    def run(self) -> None:
        gave: list[list[int]] = []
        number = ""
        with self.raw.transaction(), self.raw.cursor() as cursor:
            for text, make, answers in self.statements:
                cursor.execute(text, make(gave, number) or None)
                rows = cursor.fetchall() if cursor.description and answers else []
                gave.append([v for row in rows for v in row if type(v) is int])
                if len(gave) - 1 == self.serial_at[0]:
                    number = case_number(self.day, gave[-1][self.serial_at[1]])

    def _maker(self, value: Any) -> Callable[[list[list[int]], str], Any]:
        """Return what makes a parameter: itself, or with this time's numbers in it."""
        if isinstance(value, dict):  # named placeholders
            named = {name: self._maker(one) for name, one in value.items()}
            return lambda gave, number: {name: make(gave, number) for name, make in named.items()}
        if isinstance(value, list | tuple):
            makers = [self._maker(one) for one in value]
            same = type(value)  # a tuple is a row, a list an array
            return lambda gave, number: same(make(gave, number) for make in makers)
        if isinstance(value, int) and value in self.told:
            at, place = self.told[value]
            return lambda gave, number: gave[at][place]
        if isinstance(value, Json | Jsonb):
            return self._json(value)
        if isinstance(value, str) and self._speaks_of_the_case(value):
            return self._text(value)
        return lambda gave, number: value

    def _speaks_of_the_case(self, text: str) -> bool:
        return self.number in text or any(str(n) in text for n in self.told)

    def _text(self, value: str) -> Callable[[list[list[int]], str], Any]:
        numbers = [(str(n), at) for n, at in self.told.items() if str(n) in value]

        def make(gave: list[list[int]], number: str) -> str:
            text = value.replace(self.number, number)
            for old, (at, place) in numbers:
                text = text.replace(old, str(gave[at][place]))
            return text

        return make

    def _json(self, value: Any) -> Callable[[list[list[int]], str], Any]:
        text = json.dumps(value.obj, default=str)
        if not self._speaks_of_the_case(text):
            return lambda gave, number: text
        return self._text(text)
