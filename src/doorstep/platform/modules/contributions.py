"""What a module may contribute. Frozen data and callables; nothing here touches the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import get_language

from doorstep.kernel.actor import Actor
from doorstep.kernel.facts import Fact
from doorstep.platform.permissions import Permission

Text = Mapping[str, str]
"""A text in several languages: ``{"zh": "…", "en": "…"}``."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A length of time. ``unit``: working_days, working_minutes, or minutes (round the clock)."""

    amount: int
    unit: Literal["working_days", "working_minutes", "minutes"] = "working_days"


@dataclass(frozen=True, slots=True)
class CaseKind:
    """What sort of case: its ladder, clocks, route, form and words. Declared in a module's data.

    ``form``: JSON Schema of the ticks. ``ladder``: levels from the lowest. ``route``: tried in
    order, ``{"when": condition, "to": {"level", "role"}}``, with ``urgent``, clocks and ``assist``
    of its own where a case like that needs them. ``escalation``: what happens when a clock runs
    soon or late. ``replies``: move → language → text with ``{placeholders}``. ``guide``: what a
    worker should mind; ``calls``: whom to ring at once; ``holders``: level → who that is here.
    """

    code: str
    title: Text
    category: str
    aliases: tuple[str, ...] = ()
    icon: str = "circle-help"
    ladder: tuple[str, ...] = ("community", "subdistrict", "district")
    reply_clock: Clock = Clock(2)
    resolve_clock: Clock = Clock(10)
    on_the_spot: bool = True
    spot_outcomes: tuple[Mapping[str, str], ...] = ()
    rated: bool = True
    visibility: Literal["normal", "sensitive"] = "normal"
    form: Mapping[str, Any] = field(default_factory=dict)
    route: tuple[Mapping[str, Any], ...] = ()
    escalation: tuple[Mapping[str, Any], ...] = ()
    replies: Mapping[str, Text] = field(default_factory=dict)
    common: bool = False
    needs_place: bool = True
    urgent: bool = False
    guide: Text = field(default_factory=dict)
    calls: tuple[Mapping[str, Any], ...] = ()
    holders: Mapping[str, Text] = field(default_factory=dict)
    order: int = 500

    def title_in(self, language: str) -> str:
        """Return the title in ``language`` (``zh-hans`` or ``en``)."""
        return self.title["en" if language.startswith("en") else "zh"]

    @property
    def title_here(self) -> str:
        """The title in the reader's language."""
        return self.title_in(get_language() or "zh-hans")


@dataclass(frozen=True, slots=True)
class Nav:
    """An entry of a shell's navigation, shown to those who hold ``permission`` (all when "")."""

    shell: Literal["desk", "resident", "board", "kiosk"]
    title: Any
    url_name: str
    icon: str
    order: int = 50
    permission: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A piece of somebody else's page. ``slot``: ``person.open``, ``person.right``,
    ``dwelling.right``, ``station.services``, ``station.duty`` …; ``render(request, subject)``
    returns safe HTML, or "" for nothing."""

    slot: str
    render: Callable[[HttpRequest, Any], str]
    order: int = 50
    permission: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer of the one box. ``kind``: person, dwelling, case, item …; ``score`` 0–1."""

    kind: str
    title: str
    subtitle: str
    url: str
    icon: str
    score: float = 0.5
    key: str = ""


@dataclass(frozen=True, slots=True)
class Finder:
    """A way to find things as somebody types. ``find(actor, query, limit)`` returns hits."""

    code: str
    find: Callable[[Actor, str, int], Iterable[Hit]]
    order: int = 50
    permission: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that a module plugs in. ``check_config()`` returns (what, holds, how to mend).

    ``movable_tables``: (table, column) of place codes that follow when divisions merge or split.
    ``switchable``: whether the module can be turned off for a place. ``listeners``: fact → who
    hears it, for a package of its own; what is built in stands in the project's wiring table.
    """

    code: str
    title: Any
    switchable: bool = False
    permissions: tuple[Permission, ...] = ()
    role_grants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    case_kinds: tuple[CaseKind, ...] = ()
    navigation: tuple[Nav, ...] = ()
    panels: tuple[Panel, ...] = ()
    finders: tuple[Finder, ...] = ()
    tags: tuple[Mapping[str, Any], ...] = ()
    map_layers: tuple[Mapping[str, Any], ...] = ()
    scenarios: tuple[Mapping[str, Any], ...] = ()
    recurring: tuple[Mapping[str, Any], ...] = ()
    indicators: tuple[Mapping[str, Any], ...] = ()
    settings: tuple[Mapping[str, Any], ...] = ()
    movable_tables: tuple[tuple[str, str], ...] = ()
    listeners: Mapping[type[Fact], tuple[Callable[..., None], ...]] = field(default_factory=dict)
    sync: Callable[[], object] | None = None
    check_config: Callable[[], Iterable[tuple[str, bool, str]]] | None = None
