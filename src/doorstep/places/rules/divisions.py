"""What the code and the name of a division say about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from doorstep.kernel.places import LENGTHS, parent_of

DivisionKind = Literal["", "residential", "village", "subdistrict", "town", "zone"]
ChangeKind = Literal["add", "rename", "merge", "split", "drop"]

_ZONE_NAMES: Final = ("开发区", "园区", "保税区", "管委会", "农场", "林场", "管理区", "度假区")


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """One line of a list of divisions: a statistical code and its name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Renamed:
    code: str
    old_name: str
    new_name: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A division that the newer list doesn't name, with what hangs on it and a proposal.

    ``hanging``: rows by table that carry a place in it. ``kind`` and ``target``: ``rename`` when
    a new division of the same name stands near by, ``drop`` when nothing hangs on it, else
    ``merge`` with the target left for a person to name.
    """

    code: str
    name: str
    hanging: Mapping[str, int] = field(default_factory=dict)
    kind: ChangeKind = "drop"
    target: str = ""


@dataclass(frozen=True, slots=True)
class DivisionDifference:
    """How a newer list differs from what is stored, within the divisions that it covers."""

    covered: tuple[str, ...] = ()
    unchanged: int = 0
    added: tuple[DivisionRow, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    gone: tuple[Gone, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.renamed or self.gone)


def kind_of(code: str, name: str) -> DivisionKind:
    """Return the kind that the code says, by the statistics bureau's coding rules.

    Subdistrict part: 001-099 street office, 100-399 town and township, 400-599 zone.
    Community part: 001-199 and 400-499 residential, 200-399 and 500-599 village.
    """
    if len(code) == LENGTHS["subdistrict"]:
        part = int(code[6:9])
        if name.endswith(("街道", "街道办事处")):
            return "subdistrict"
        return _subdistrict_kind(part, name)
    if len(code) == LENGTHS["community"]:
        part = int(code[9:12])
        is_village = 200 <= part < 400 or 500 <= part < 600
        return "village" if is_village else "residential"
    return ""


def _subdistrict_kind(part: int, name: str) -> DivisionKind:
    if part >= 400 or name.endswith(_ZONE_NAMES):
        return "zone"
    return "subdistrict" if part < 100 else "town"


def covered_by(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the roots of a list: the codes in it whose parent isn't.

    What is stored below a root and isn't in the list has gone; what lies elsewhere isn't spoken of.
    """
    known = set(codes)
    return tuple(sorted(code for code in known if parent_of(code) not in known))


def proposal_for(
    *, code: str, name: str, hanging: Mapping[str, int], added: Iterable[DivisionRow]
) -> Gone:
    """Propose what to do about a division that has gone (see :class:`Gone`)."""
    district = code[: LENGTHS["district"]]
    same = [
        row.code
        for row in added
        if row.name == name and len(row.code) == len(code) and row.code.startswith(district)
    ]
    if len(same) == 1:
        return Gone(code, name, hanging, "rename", same[0])
    return Gone(code, name, hanging, "merge" if any(hanging.values()) else "drop")
