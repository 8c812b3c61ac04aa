"""Kinds of case, as the registry has them."""

from __future__ import annotations

from doorstep.casework.models import CaseKind as CaseKindRow
from doorstep.platform.modules import CaseKind, registry


def find_kind(code: str) -> CaseKind | None:
    """Return the declared kind, or None when no module declares it."""
    return registry().case_kinds.get(code)


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
    kinds = list(registry().case_kinds.values())
    return sorted(kinds, key=lambda kind: not kind.common) if common_first else kinds
