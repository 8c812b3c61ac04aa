"""Probes: which walks answer what was typed, as one statement.

How each home is said comes with its person: asking for it afterwards cost another round trip, more
than the walk itself. The walks are functions of the database (migration 0005_finding): each is a
bounded stretch of one index. They compare only by ``=``, ``<`` and ``>=``, on text compared byte by
byte or on bytes; those are leakproof, so under row-level security they still become index
conditions. LIKE would not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from doorstep.kernel.scope import Scope
from doorstep.people.rules.keystrokes import Typed, half_typed, surname_and_initials
from doorstep.people.rules.phone import normalise_phone
from doorstep.people.rules.refusal import RefusedError
from doorstep.people.selectors.finding.bands import Band
from doorstep.places.public import Dwelling
from doorstep.platform.sealed import blind, tail

LAST: Final = "\U0010ffff"  # above every character
AFTER_Z: Final = "{"  # above every text of a..z
AFTER_ROOM: Final = "~"  # above digits, letters and dashes
ITSELF: Final = "\x01"  # nothing but the text itself lies between it and it with this behind
NEVER_FIRST: Final = frozenset("iuv")  # no syllable begins with them
EMPTY_HOMES: Final = 3  # homes looked at for one person wanted: many are empty

_TEXT: Final = "%s, %s, %s, %s, %s, %s, %s, %s"
_ADDRESS: Final = "SELECT *, true FROM people_at_{by}(%s, %s, %s, %s, %s, %s)"
_FOUND: Final = (
    f"SELECT f.*, (SELECT d.said FROM {Dwelling._meta.db_table} d WHERE d.code = f.place) FROM "
)


@dataclass(slots=True)
class Statement:
    """Walks and their parameters, joined by UNION ALL."""

    limit: int
    walks: list[str] = field(default_factory=list)
    values: list[str | int | bytes] = field(default_factory=list)

    def add_text(
        self,
        by: str,
        band: Band,
        low: str,
        high: str,
        *,
        reading: str = "",
        name: str = "",
    ) -> None:
        """Add a walk from ``low`` to ``high`` along names, readings or initials."""
        self.walks.append(f"SELECT *, {band.near} FROM people_by_{by}_{band.shape}({_TEXT})")
        place = (band.low, band.high, band.but)
        self.values += [low, high, reading, name, *place, self.limit]

    def add_number(self, by: str, band: Band, *values: bytes) -> None:
        """Add a look at blind indexes."""
        places = "%s, %s, %s, %s"
        marks = ", ".join("%s" for _value in values)
        self.walks.append(f"SELECT *, {band.near} FROM people_by_{by}({marks}, {places})")
        self.values += [*values, band.low, band.high, band.but, self.limit]

    def add_address(self, scope: Scope, address: Any) -> None:
        """Add a look at the homes of ``address``, along the key that was said."""
        by, key = ("lane", address.lane_key) if address.lane else ("room", address.room_key)
        whole = address.is_whole and address.is_closed
        self.walks.append(_ADDRESS.format(by=by))
        self.values += [key, key + (ITSELF if whole else AFTER_ROOM), scope.lo, scope.hi]
        self.values += [self.limit * EMPTY_HOMES, self.limit]

    @property
    def text(self) -> str:
        return f"{_FOUND}({' UNION ALL '.join(self.walks)}) f"


def build(meant: Iterable[Typed], scope: Scope, bands: list[Band], limit: int) -> Statement:
    """Return the statement that answers every reading of what was typed, in every band.

    Not of addresses with a name beside them, or that name a road or an estate: those become
    dwellings first (``by_address``).
    """
    statement = Statement(limit)
    for typed in meant:
        if typed.address is not None:
            if is_plain(typed):
                statement.add_address(scope, typed.address)
            continue
        add = _BUILDERS[typed.kind]
        for band in bands:
            add(statement, band, typed)
    return statement


def is_plain(typed: Typed) -> bool:
    """Say whether this is an address that one stretch of keys answers: 12-302, 375弄3号502."""
    address = typed.address
    if address is None or typed.has_name or not (address.lane or address.number):
        return False
    return not (address.road or address.estate or address.unit)


def _name(statement: Statement, band: Band, typed: Typed) -> None:
    statement.add_text("name", band, typed.name, typed.name + LAST)


def _latin(statement: Statement, band: Band, typed: Typed) -> None:
    latin = typed.latin
    if not set(latin) & NEVER_FIRST:
        statement.add_text("initials", band, latin, latin + AFTER_Z)
    if len(latin) == 1:
        return  # every reading begins with its first initial
    statement.add_text("pinyin", band, latin, latin + AFTER_Z)
    split = surname_and_initials(latin)
    if split is not None:
        surname, rest = split
        _half(statement, band, surname, surname[0] + rest, "")


def _mixed(statement: Statement, band: Band, typed: Typed) -> None:
    pinyin, initials = half_typed(typed.name, typed.latin)
    # After 李 comes y, so the reading goes on with it: liy. Without, every 梁 and 林 of the same
    # initials would be walked past first.
    _half(statement, band, pinyin + typed.latin[:1], initials, typed.name)


def _half(statement: Statement, band: Band, pinyin: str, initials: str, name: str) -> None:
    statement.add_text(
        "initials",
        band,
        initials,
        initials + AFTER_Z,
        reading=pinyin,
        name=name,
    )


def _tail(statement: Statement, band: Band, typed: Typed) -> None:
    phone, card = tail("phone", typed.digits), tail("id_number", typed.digits)
    statement.add_number("tail", band, phone, card)


def _phone(statement: Statement, band: Band, typed: Typed) -> None:
    try:
        whole = normalise_phone(typed.digits)
    except RefusedError:
        return
    statement.add_number("phone", band, blind("phone", whole))


def _id_number(statement: Statement, band: Band, typed: Typed) -> None:
    statement.add_number("id_number", band, blind("id_number", typed.digits))


_BUILDERS: Final = {
    "name": _name,
    "latin": _latin,
    "mixed": _mixed,
    "tail": _tail,
    "phone": _phone,
    "id_number": _id_number,
}
