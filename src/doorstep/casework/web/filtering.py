"""The bar above a list of cases: whose, what is shown only, and the choices for more."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from doorstep.casework.models.labels import LEVEL_TITLES, STATE_TITLES
from doorstep.casework.web.filters import (
    ANSWERS,
    FLAGS,
    PERIODS,
    WHOSE,
    FilterForm,
    Narrowing,
    work_url,
)
from doorstep.kernel.actor import Actor
from doorstep.people.public import said_of
from doorstep.places.public import Estate, division_children

QUICK = ("late", "returned", "urgent")
QUICK_STATES = ("dispatched", "accepted", "waiting", "resolved")


def filter_bar(actor: Actor, narrowing: Narrowing) -> dict[str, Any]:
    """Return what the bar shows (at most three queries)."""
    said = narrowing.said
    form = FilterForm(QueryDict(urlencode(said)))
    return {
        "tabs": _tabs(said),
        "chips": _chips(said),
        "kept": _kept(narrowing, form),
        "choices": {
            "kind": form.fields["kind"].choices,  # type: ignore[attr-defined]
            "state": [(code, str(title)) for code, title in STATE_TITLES.items()],
            "place": places_to_choose(actor),
        },
        "csv_url": _export_url("csv", said),
        "xlsx_url": _export_url("xlsx", said),
        "hidden": [(n, v) for n, v in said.items() if n not in ("kind", "state", "place")],
    }


def _tabs(said: dict[str, str]) -> list[dict[str, Any]]:
    now = said.get("whose", "me")
    return [
        {
            "title": title,
            "url": work_url(said, whose="" if code == "me" else code),
            "active": code == now,
        }
        for code, title in WHOSE
    ]


def _chips(said: dict[str, str]) -> list[dict[str, Any]]:
    flags = [
        {
            "title": FLAGS[name],
            "active": name in said,
            "url": work_url(said, **{name: "" if name in said else "1"}),
        }
        for name in QUICK
    ]
    states = [
        {
            "title": STATE_TITLES[state],
            "active": said.get("state") == state,
            "url": work_url(said, state="" if said.get("state") == state else state),
        }
        for state in QUICK_STATES
    ]
    return flags + states


def _kept(narrowing: Narrowing, form: FilterForm) -> list[dict[str, Any]]:
    """Return everything that narrows the list and has no chip of its own, each with its way out."""
    said = narrowing.said
    found = [
        {"title": words, "url": work_url(said, **dict.fromkeys(gone, ""))}
        for words, gone in [*_named(said, form), *_flags(said), *_period(said)]
    ]
    return found


def _named(said: dict[str, str], form: FilterForm) -> list[tuple[str, tuple[str, ...]]]:
    found: list[tuple[str, tuple[str, ...]]] = []
    if place := said.get("place"):
        found.append((said_of([place]).get(place, place), ("place",)))
    titles: dict[str, dict[str, Any]] = {
        "kind": dict(form.fields["kind"].choices) if "kind" in said else {},  # type: ignore[attr-defined]
        "state": dict(STATE_TITLES) if said.get("state") not in QUICK_STATES else {},
        "level": dict(LEVEL_TITLES),
        "answered": dict(ANSWERS),
    }
    for name, known in titles.items():
        if name in said and said[name] in known:
            found.append((str(known[said[name]]), (name,)))
    return found


def _flags(said: dict[str, str]) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (str(title) if said[name] == "1" else _("not %(what)s") % {"what": title}, (name,))
        for name, title in FLAGS.items()
        if name in said and name not in QUICK
    ]


def _period(said: dict[str, str]) -> list[tuple[str, tuple[str, ...]]]:
    if not said.keys() & {"since", "until"}:
        return []
    what = dict(PERIODS).get(said.get("when", "came"), "")
    since, until = said.get("since", ""), said.get("until", "")
    days = since if since == until else f"{since} – {until}"
    return [(f"{what} {days}", ("since", "until", "when"))]


def places_to_choose(actor: Actor) -> list[tuple[str, str]]:
    """Return what a list can be narrowed to: the places right under those of the grants."""
    found: list[tuple[str, str]] = []
    for place in actor.places[:5]:
        if len(place) < 12:
            found += [(one.code, one.name) for one in division_children(place or None)]
        elif len(place) == 12:
            estates = Estate.objects.filter(community_id=place).order_by("code")
            found += [(one.code, one.name) for one in estates]
    return found


def _export_url(form: str, said: dict[str, str]) -> str:
    address = reverse("work_export", args=[form])
    return f"{address}?{urlencode(said)}" if said else address
