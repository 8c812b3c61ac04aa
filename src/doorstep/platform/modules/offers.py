"""What is on offer to the reader of this request: contributions of the modules that are on."""

from __future__ import annotations

from doorstep.platform.modules.contributions import CaseKind, Finder, Nav, Panel
from doorstep.platform.modules.registry import registry
from doorstep.platform.modules.switching import is_on, off_here


def navigation_on_offer(shell: str) -> list[Nav]:
    """Return the entries of a shell."""
    return registry().navigation(shell, off=off_here())


def panels_on_offer(slot: str, place: str = "") -> list[Panel]:
    """Return the panels of a slot; with ``place`` only of modules that are on exactly there."""
    off = set(off_here())
    if place:
        off |= {module for module in registry().switchable if not is_on(module, place)}
    return registry().panels(slot, off=off)


def finders_on_offer() -> list[Finder]:
    """Return the ways to find things."""
    return registry().finders(off=off_here())


def kinds_on_offer() -> list[CaseKind]:
    """Return the kinds of case that can be taken."""
    off = off_here()
    return [k for code, m in registry().manifests.items() if code not in off for k in m.case_kinds]


def kind_on_offer(code: str, place: str) -> CaseKind | None:
    """Return the kind ``code`` when its module is on at ``place``, else None."""
    kind = registry().case_kinds.get(code)
    return kind if kind and is_on(registry().module_of_kind(code), place) else None
