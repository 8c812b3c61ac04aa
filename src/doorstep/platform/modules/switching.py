"""Where a module is on: a subdistrict pilots it, the district promotes it.

The nearest switch above a place counts; a module that may be switched is off where none is.

What a page shows is what is on for its reader: at one of their places, or (for a district) at some
place below. The switches are read once a request, and only when a switchable module is installed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, NotFound
from doorstep.kernel.places import line_of
from doorstep.platform import trail
from doorstep.platform.models import ModuleSwitch
from doorstep.platform.modules.registry import registry
from doorstep.platform.permissions import MODULES_SWITCH


class ModuleUnknown(NotFound):
    code = "module-unknown"
    title = N_("There is no module “{module}” that can be switched.")
    mend = N_("Choose one from the list of modules.")


class ModuleOff(NotFound):
    code = "module-off"
    title = N_("This is not in use here yet.")
    mend = N_("Whoever looks after the installation can turn it on for your place.")


@dataclass(slots=True)
class Switches:
    """All switches as one moment knows them: (module, place) → on."""

    states: dict[tuple[str, str], bool] = field(default_factory=dict)

    @classmethod
    def now(cls) -> Switches:
        """Read them; there are as many as districts have decided, so a handful."""
        rows = ModuleSwitch.objects.values_list("module", "place", "on")
        return cls({(module, place): on for module, place, on in rows})

    def at(self, module: str, place: str) -> bool:
        """Say whether ``module`` is on exactly at ``place``."""
        line = [
            self.states[key] for p in ["", *line_of(place)] if (key := (module, p)) in self.states
        ]
        return line[-1] if line else False

    def within(self, module: str, place: str) -> bool:
        """Say whether ``module`` is on at ``place`` or anywhere below it."""
        below = (on for (m, p), on in self.states.items() if m == module and p.startswith(place))
        return self.at(module, place) or any(below)


def is_on(module: str, place: str) -> bool:
    """Say whether ``module`` is on at ``place``. Modules that can't be switched always are."""
    manifest = registry().manifests.get(module)
    if manifest is None:
        return False
    return True if not manifest.switchable else _switches().at(module, place)


# ── what one reader is shown ────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Shown:
    actor: Actor
    switches: Switches | None = None
    off: frozenset[str] | None = None


_shown: ContextVar[_Shown | None] = ContextVar("modules_shown", default=None)


@contextmanager
def shown_to(actor: Actor) -> Iterator[None]:
    """For the length of a request: what is off for ``actor`` is not on offer."""
    token = _shown.set(_Shown(actor))
    try:
        yield
    finally:
        _shown.reset(token)


def off_here() -> frozenset[str]:
    """Return the modules that are off for the reader of this request; outside a request (jobs, the
    command line) everything that is installed is on offer."""
    shown = _shown.get()
    if shown is None or not registry().switchable:
        return frozenset()
    if shown.off is None:
        switches, places = _switches(), _places_of(shown.actor)
        shown.off = frozenset(
            module
            for module in registry().switchable
            if not any(switches.within(module, place) for place in places)
        )
    return shown.off


def require_on(module: str) -> None:
    """Raise unless ``module`` is on for the reader of this request.

    Raises:
        ModuleOff.
    """
    if module in off_here():
        raise ModuleOff(module=module)


def _switches() -> Switches:
    shown = _shown.get()
    if shown is None:
        return Switches.now()
    if shown.switches is None:
        shown.switches = Switches.now()
    return shown.switches


def _places_of(actor: Actor) -> Iterable[str]:
    """Return where somebody works or lives; nobody in particular may look at all places."""
    if actor.is_resident:
        places: Iterable[str] = import_string(settings.DOORSTEP_HOMES_OF)(actor)
        return places
    return actor.places if actor.is_signed_in and actor.kind != "system" else ("",)


@transaction.atomic
def switch_module(*, module: str, place: str, on: bool, by: Actor, at: datetime) -> ModuleSwitch:
    """Turn ``module`` on or off for ``place`` and everything below it.

    Raises:
        ModuleUnknown: no such module, or one that is always on. Forbidden: without the grant.
    """
    by.require(MODULES_SWITCH, place)
    manifest = registry().manifests.get(module)
    if manifest is None or not manifest.switchable:
        raise ModuleUnknown(module=module)
    switch, _created = ModuleSwitch.objects.update_or_create(
        module=module, place=place, defaults={"on": on, "by": by.account_id, "at": at}
    )
    if shown := _shown.get():
        shown.switches = shown.off = None
    trail.record(
        action="module.switched", by=by, at=at, subject=f"module:{module}", place=place,
        detail={"on": on},
    )  # fmt: skip
    return switch
