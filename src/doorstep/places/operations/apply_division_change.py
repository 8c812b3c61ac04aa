"""Rename, merge, split, drop or add a division, with all that hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict, Invalid, NotFound
from doorstep.kernel.places import LENGTHS, parent_of
from doorstep.kernel.scope import Scope
from doorstep.places.events import DivisionMoved
from doorstep.places.models import Division, DivisionChange, DivisionList, Estate
from doorstep.places.operations.move_place import PrefixMove, move_place
from doorstep.places.permissions import DIVISION_IMPORT
from doorstep.places.rules.divisions import ChangeKind, kind_of
from doorstep.places.rules.numerals import normalize_address
from doorstep.places.rules.pinyin import place_pinyin
from doorstep.places.selectors.hanging import (
    Tables,
    hanging_on,
    hanging_words,
    movable_tables,
)
from doorstep.platform import facts, trail
from doorstep.platform.scope import scoped


class DivisionUnknown(NotFound):
    code = "division-unknown"
    title = N_("There is no division {division} in force.")
    mend = N_("Check the place code.")


class DivisionNotEmpty(Conflict):
    code = "division-not-empty"
    title = N_("Something still hangs on {division}: {hanging}.")
    mend = N_("Merge it into another division instead, so that nothing is lost.")


class DivisionChangeUnfit(Invalid):
    code = "division-change-unfit"
    title = N_("This change of divisions doesn't fit: {reason}")
    mend = N_("Check both codes; they must be two divisions of the same level.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. ``estates``: codes that go over in a split. ``why``: for the record."""

    kind: ChangeKind
    old_code: str = ""
    new_code: str = ""
    new_name: str = ""
    estates: Sequence[str] = ()
    why: str = ""
    batch: DivisionList | None = None


def apply_division_change(
    *, wanted: Wanted, by: Actor, at: datetime, tables: Tables | None = None
) -> DivisionChange:
    """Apply one change; estates get free numbers in their new community, all else follows them.

    ``rename``: a new name, and a new code when ``new_code`` differs. ``merge``: all of the old goes
    to the new. ``split``: only ``estates`` go. ``drop``: nothing may hang on it. ``add``: new.
    ``tables``: (table, column) pairs that follow (default: those of all manifests).

    Raises:
        Forbidden, DivisionUnknown, DivisionNotEmpty, DivisionChangeUnfit.
    """
    for code in filter(None, (wanted.old_code, wanted.new_code)):
        by.require(DIVISION_IMPORT, code)
    _check(wanted)
    follow = movable_tables() if tables is None else tables
    with transaction.atomic():
        change = _log(wanted, by, at)
        moved = _DOERS[wanted.kind](wanted, change, at, follow)
        place = wanted.new_code or wanted.old_code
        trail.record(
            action=f"division.{wanted.kind}",
            by=by,
            at=at,
            subject=f"divisionchange:{change.pk}",
            place=place,
            purpose=wanted.why,
            detail={"old": wanted.old_code, "new": wanted.new_code, "moved": moved},
        )
        fact = DivisionMoved(
            place=place,
            subject=f"divisionchange:{change.pk}",
            kind=wanted.kind,
            old_code=wanted.old_code,
            new_code=wanted.new_code,
        )
        facts.publish(fact, by=by, at=at)
    return change


def _check(wanted: Wanted) -> None:
    old, new = wanted.old_code, wanted.new_code
    if wanted.kind == "add":
        if old or parent_of_or_none(new) is None:
            raise DivisionChangeUnfit(reason=new or "?")
    elif wanted.kind == "drop":
        if new or not old:
            raise DivisionChangeUnfit(reason=old or "?")
    elif len(old) != len(new) or not old:
        raise DivisionChangeUnfit(reason=f"{old} → {new}")
    elif wanted.kind != "rename" and old == new:
        raise DivisionChangeUnfit(reason=f"{old} = {new}")
    elif wanted.kind == "split" and not wanted.estates:
        raise DivisionChangeUnfit(reason="0")


def parent_of_or_none(code: str) -> str | None:
    """Return the parent's code, None for a province and for what is no code of a division."""
    return parent_of(code) if len(code) in LENGTHS.values() and len(code) <= 12 else None


def _log(wanted: Wanted, by: Actor, at: datetime) -> DivisionChange:
    old = _locked(wanted.old_code) if wanted.old_code else None
    existing = Division.objects.filter(code=wanted.new_code).first() if wanted.new_code else None
    if existing is None and wanted.kind == "merge":
        raise DivisionUnknown(division=wanted.new_code)
    return DivisionChange.objects.create(
        batch=wanted.batch,
        kind=wanted.kind,
        old_code=wanted.old_code,
        new_code=wanted.new_code,
        old_name=old.name if old else "",
        new_name=wanted.new_name or (existing or old or Division()).name,
        made_new=bool(wanted.new_code) and existing is None,
        why=wanted.why,
        applied_at=at,
        applied_by=by.name[:80],
    )


def _locked(code: str) -> Division:
    found = Division.objects.select_for_update().active().filter(code=code).first()
    if found is None:
        raise DivisionUnknown(division=code)
    return found


def _target(change: DivisionChange, at: datetime) -> Division:
    """Return the new division, locked; made now when the change names one that isn't there."""
    if not change.made_new:
        return _locked(change.new_code)
    parent = parent_of_or_none(change.new_code)
    if parent is None or not Division.objects.active().filter(code=parent).exists():
        raise DivisionUnknown(division=parent or change.new_code)
    if not change.new_name:
        raise DivisionChangeUnfit(reason="name?")
    pinyin, initials = place_pinyin(change.new_name)
    return Division.objects.create(
        code=change.new_code,
        parent_id=parent,
        name=change.new_name,
        name_pinyin=pinyin[:300],
        initials=initials[:80],
        search_name=normalize_address(change.new_name)[:80],
        kind=kind_of(change.new_code, change.new_name),
        since=at.date(),
        list_version=f"change-{change.pk}",
    )


def _add_one(
    wanted: Wanted, change: DivisionChange, at: datetime, follow: Tables
) -> dict[str, int]:
    if not change.made_new:
        raise DivisionChangeUnfit(reason=f"{wanted.new_code} is there")
    _target(change, at)
    return {}


def _drop(wanted: Wanted, change: DivisionChange, at: datetime, follow: Tables) -> dict[str, int]:
    _refuse_children(wanted.old_code)
    with scoped(Scope.everywhere("nothing may hang on a dropped division")):
        hanging = hanging_on([wanted.old_code], follow).get(wanted.old_code, {})
    if hanging:
        raise DivisionNotEmpty(division=wanted.old_code, hanging=hanging_words(hanging))
    _end(wanted.old_code, Division.Status.DROPPED, at)
    return {}


def _rename(wanted: Wanted, change: DivisionChange, at: datetime, follow: Tables) -> dict[str, int]:
    if wanted.old_code != wanted.new_code:
        return _merge(wanted, change, at, follow)
    if not wanted.new_name:
        raise DivisionChangeUnfit(reason="name?")
    set_name(wanted.old_code, wanted.new_name)
    return {}


def set_name(code: str, name: str) -> None:
    """Give a division another name, with what it is found by."""
    pinyin, initials = place_pinyin(name)
    Division.objects.filter(code=code).update(
        name=name,
        name_pinyin=pinyin[:300],
        initials=initials[:80],
        search_name=normalize_address(name)[:80],
    )


def _merge(wanted: Wanted, change: DivisionChange, at: datetime, follow: Tables) -> dict[str, int]:
    _refuse_children(wanted.old_code)
    target = _target(change, at)
    estates = Estate.objects.under(wanted.old_code).order_by("code")
    subtrees = _free_numbers([estate.code for estate in estates], target.code)
    moved = move_place(change=change, subtrees=subtrees, whole=True, tables=follow)
    _end(wanted.old_code, Division.Status.MERGED, at)
    return moved


def _split(wanted: Wanted, change: DivisionChange, at: datetime, follow: Tables) -> dict[str, int]:
    known = Estate.objects.filter(community_id=wanted.old_code, code__in=wanted.estates)
    codes = sorted(known.values_list("code", flat=True))
    if codes != sorted(set(wanted.estates)):
        raise DivisionChangeUnfit(reason=", ".join(sorted(set(wanted.estates) - set(codes))))
    target = _target(change, at)
    subtrees = _free_numbers(codes, target.code)
    return move_place(change=change, subtrees=subtrees, whole=False, tables=follow)


def _refuse_children(code: str) -> None:
    children = Division.objects.active().filter(parent_id=code).count()
    if children:
        raise DivisionNotEmpty(division=code, hanging=str(children))


def _free_numbers(estates: Sequence[str], community: str) -> list[PrefixMove]:
    """Give each estate a number in ``community``: its own when free, else the next after all."""
    if not estates:
        return []
    used = set(Estate.objects.filter(community_id=community).values_list("code", flat=True))
    highest = max((int(code[12:]) for code in used | set(estates)), default=0)
    moves: list[PrefixMove] = []
    for old in estates:
        new = community + old[12:]
        if new in used:
            highest += 1
            if highest > 999:
                raise DivisionChangeUnfit(reason="999")
            new = f"{community}{highest:03d}"
        used.add(new)
        moves.append(PrefixMove(old, new))
    return moves


def _end(code: str, status: str, at: datetime) -> None:
    Division.objects.filter(code=code).update(status=status, until=at.date())


_DOERS = {"add": _add_one, "drop": _drop, "rename": _rename, "merge": _merge, "split": _split}


def touching(change: DivisionChange) -> Q:
    """Return the condition for changes that speak of the divisions of ``change``."""
    codes = [code for code in (change.old_code, change.new_code) if code]
    return Q(old_code__in=codes) | Q(new_code__in=codes)
