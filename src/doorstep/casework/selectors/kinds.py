"""Kinds of case, as the registry has them."""

from __future__ import annotations

from doorstep.casework.models import CaseKind as CaseKindRow
from doorstep.platform.modules import CaseKind, kind_on_offer, registry
from doorstep.platform.modules import kinds_on_offer as all_on_offer


def find_kind(code: str) -> CaseKind | None:
    """Return the declared kind, or None when no module declares it."""
    return registry().case_kinds.get(code)


def find_kind_at(code: str, place: str) -> CaseKind | None:
    """Return the declared kind when its module is on at ``place``, else None."""
    return kind_on_offer(code, place)


def kind_of(code: str) -> CaseKind:
    """Return the kind of an existing case; one whose module is gone keeps its title and gets
    the plain ladder and clocks, so that its cases can still be finished."""
    kind = find_kind(code)
    if kind is not None:
        return kind
    row = CaseKindRow.objects.filter(code=code).first()
    title = row.title if row else {"zh": code, "en": code}
    return CaseKind(code=code, title=title, category=row.category if row else "")


def kinds_on_offer(*, common_first: bool = True) -> list[CaseKind]:
    """Return what can be taken now: the common ones first, then in the order they are declared."""
    kinds = all_on_offer()
    return sorted(kinds, key=lambda kind: not kind.common) if common_first else kinds
