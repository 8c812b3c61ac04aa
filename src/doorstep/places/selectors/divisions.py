"""Reading divisions: the line, the tree, and finding one by name or by sound."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Invalid, NotFound
from doorstep.kernel.places import hi_of, is_place_code, line_of
from doorstep.places.models import Division
from doorstep.places.rules.numerals import normalize_address


class DivisionMissing(NotFound):
    code = "division-missing"
    title = N_("There is no such division.")
    mend = N_("Check the place code.")


class NotACommunity(Invalid):
    code = "not-a-community"
    title = N_("That is no community in force.")
    mend = N_("Give the 12 digits of a community.")


def access_division(actor: Actor, code: str, *, lock: bool = False) -> Division:
    """Return a division; divisions are public.

    Raises:
        DivisionMissing.
    """
    divisions = Division.objects.select_for_update() if lock else Division.objects
    found = divisions.filter(code=code).first() if is_place_code(code) else None
    if found is None:
        raise DivisionMissing
    return found


def access_community(actor: Actor, code: str, *, lock: bool = False) -> Division:
    """Return a community in force.

    Raises:
        DivisionMissing, NotACommunity.
    """
    found = access_division(actor, code, lock=lock)
    if found.level != "community" or found.status != Division.Status.ACTIVE:
        raise NotACommunity
    return found


def division_children(code: str | None) -> list[Division]:
    """Return the divisions in force right under ``code`` (provinces when None), by code."""
    return list(Division.objects.active().filter(parent_id=code).order_by("code"))


def division_line(code: str) -> list[Division]:
    """Return the divisions above ``code`` and itself, the widest first."""
    return list(Division.objects.filter(code__in=line_of(code[:12])).order_by("code"))


def place_names(codes: Iterable[str]) -> dict[str, str]:
    """Return the name of the division that each place code lies in (its lowest known one)."""
    wanted = list(codes)
    lines = {part for code in wanted for part in line_of(code[:12])}
    names = dict(Division.objects.filter(code__in=lines).values_list("code", "name"))
    return {code: _lowest(code, names) for code in wanted}


def _lowest(code: str, names: dict[str, str]) -> str:
    return next((names[part] for part in reversed(line_of(code[:12])) if part in names), code)


def division_search(text: str, *, within: Iterable[str] = ("",), limit: int = 10) -> list[Division]:
    """Find divisions in force whose name or initials begin with ``text``.

    临汾路375弄 finds 临汾路三七五弄居委会. ``within``: place codes to look in (default: all).
    """
    name = normalize_address(text)[:80]
    if not name:
        return []
    begins = Q(search_name__gte=name, search_name__lt=name + "\U0010ffff")
    if name.isascii() and name.isalpha():
        low = name.lower()
        begins = Q(initials__gte=low, initials__lt=low + "{")
    elif name.isascii() and name.isdigit():
        begins = Q(code__gte=name, code__lt=hi_of(name))
    inside = Q()
    for code in within:
        if code:
            inside |= Q(code__gte=code, code__lt=hi_of(code))
    return list(Division.objects.active().filter(begins, inside).order_by("code")[:limit])
