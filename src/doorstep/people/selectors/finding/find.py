"""Find people: what a worker gets while she types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, Final, NamedTuple

from django.utils import timezone

from doorstep.kernel.actor import Actor
from doorstep.people.models import Resident
from doorstep.people.rules.age import age_at
from doorstep.people.rules.keystrokes import Typed, read_keystrokes
from doorstep.people.rules.masking import mask_name
from doorstep.people.selectors.finding.bands import bands_of
from doorstep.people.selectors.finding.by_address import rows_at_addresses
from doorstep.people.selectors.finding.prepared import ask
from doorstep.people.selectors.finding.probes import build
from doorstep.people.selectors.residents import readable_names
from doorstep.people.selectors.where import said_of
from doorstep.places.public import parse_address

MOST: Final = 100
_DIED: Final = str(Resident.Status.DIED)
_HERE: Final = str(Resident.Status.HERE)
Row = tuple[Any, ...]


class FoundPerson(NamedTuple):
    """One hit. ``name``: as the actor may read it. ``address``: as people say it, of the dwelling
    ``place``. ``why``: name, pinyin, initials, phone, phone_tail, id_number, id_tail or
    address. ``near``: in the asker's own community. ``namesake``: another hit has this name."""

    id: int
    place: str
    name: str
    gender: str
    age: int | None
    status: str
    why: str
    near: bool
    address: str = ""
    namesake: bool = False


def find_people(
    actor: Actor, q: str, limit: int = 20, *, near: str = "", today: date | None = None
) -> list[FoundPerson]:
    """Return up to ``limit`` people that ``q`` may mean, in the scope of ``actor``.

    Read as a name, its reading (sunguihua, sungh, sgh), the tail or the whole of a phone or ID
    number, an address (12-302, 375弄3号502), or a name and an address ("wang 3号 502").
    ``near``: community of the desk, ranked first; by default that of the actor's own grant.
    """
    day = today or timezone.localdate()
    rows = find_rows(actor, q, limit, near=near)
    unsaid = [row[1] for row in rows if row[12] is None]
    said = said_of(unsaid) if unsaid else {}
    times = Counter(row[2] for row in rows)
    readable = readable_names(actor)
    return [_person(row, readable, day, said, times[row[2]] > 1) for row in rows]


def find_rows(actor: Actor, q: str, limit: int = 20, *, near: str = "") -> list[Row]:
    """Return the rows of :func:`find_people`, before names are masked: one statement, two more when
    an address was typed with a name, road or estate."""
    limit = max(1, min(limit, MOST))
    meant = read_keystrokes(q.replace("\0", ""), parse_address)  # no text may hold a nought
    scope = actor.scope()
    if not meant or not scope.prefixes:
        return []
    statement = build(meant, scope, bands_of(scope, near or home_of(actor)), limit)
    rows = ask(statement.text, statement.values) if statement.walks else []
    rows += rows_at_addresses(actor, meant, limit)
    return _ranked(rows, meant, limit)


def home_of(actor: Actor) -> str:
    """Return the community that the actor's narrowest grant lies in, or ""."""
    narrow = [place for place in actor.places if len(place) >= 12]
    return narrow[0][:12] if narrow else ""


def _ranked(rows: Iterable[Row], meant: tuple[Typed, ...], limit: int) -> list[Row]:
    names = {t.name for t in meant if t.name}
    readings = {t.latin for t in meant if t.latin}

    def rank(row: Row) -> tuple[Any, ...]:
        """The exact name first, then the nearest, then who lives here, then by reading."""
        exact = row[3] in names or row[4] in readings
        return (not exact, not row[11], row[8] != _HERE, row[4], row[0])

    once: dict[int, Row] = {}
    for row in rows:  # whoever two walks meet ranks alike in both
        once.setdefault(row[0], row)
    return sorted(once.values(), key=rank)[:limit]


def _person(
    row: Row, readable: tuple[str, ...], today: date, said: dict[str, str], namesake: bool
) -> FoundPerson:
    # Taken apart at once: this runs for every row of every key pressed.
    (pk, place, name, _key, _pinyin, gender, year, month, status, since, why, near, address) = row
    died = since and status == _DIED
    return FoundPerson(
        pk,
        place,
        name if place.startswith(readable) else mask_name(name),
        gender,
        age_at(year, month, min(today, since) if died else today),
        status,
        why,
        near,
        said.get(place, "") if address is None else address,
        namesake,
    )
