"""Cutting a community into blocks: choose the buildings by ticking them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from doorstep.kernel.errors import DoorstepError
from doorstep.places.models import Block, Division
from doorstep.places.operations.create_block import create_block
from doorstep.places.operations.set_block_buildings import set_block_buildings
from doorstep.places.permissions import BLOCK_EDIT
from doorstep.places.selectors.blocks import access_block, placed_buildings
from doorstep.places.selectors.divisions import access_community
from doorstep.places.web.crumbs import crumbs_of
from doorstep.places.web.panels import panels_of
from doorstep.places.web.place_forms import BlockForm
from doorstep.platform.web.access import page
from doorstep.platform.web.forms import show_error


@require_http_methods(["GET", "POST"])
@page(permission=BLOCK_EDIT)
def new_block(request: HttpRequest, code: str) -> HttpResponse:
    """Cut a block out of a community."""
    actor = request.actor  # type: ignore[attr-defined]
    actor.require(BLOCK_EDIT, code)
    return _block_page(request, access_community(actor, code), None)


@require_http_methods(["GET", "POST"])
@page(permission=BLOCK_EDIT)
def block(request: HttpRequest, code: str) -> HttpResponse:
    """Change which buildings a block has; who leads it stands beside."""
    found = access_block(request.actor, code, to=BLOCK_EDIT)  # type: ignore[attr-defined]
    return _block_page(request, found.community, found)


def _block_page(request: HttpRequest, community: Division, own: Block | None) -> HttpResponse:
    groups = _groups(community.code, own)
    choices = [(tick["code"], tick["number"]) for group in groups for tick in group["ticks"]]
    ticked = [t["code"] for group in groups for t in group["ticks"] if t["ticked"]]
    initial = {"name": own.name if own else "", "buildings": ticked}
    form = BlockForm(request.POST or None, initial=initial, choices=choices)
    if request.method == "POST" and form.is_valid() and _save(request, form, community, own):
        return redirect("place", code=community.code)
    chosen = set(form["buildings"].value() or ())
    for group in groups:
        for tick in group["ticks"]:
            tick["ticked"] = tick["code"] in chosen
    title = own.name if own else _("New block")
    context = {
        "form": form,
        "title": title,
        "community": community,
        "groups": groups,
        "crumbs": crumbs_of(community.code, (title, "")),
        "panels": panels_of(request, "block.right", own) if own else [],
    }
    status = 422 if form.errors else 200
    return render(request, "places/places/block.html", context, status=status)


def _groups(community: str, own: Block | None) -> list[dict[str, Any]]:
    """Return the buildings by estate: those of other blocks are named, but can't be ticked."""
    groups: dict[str, dict[str, Any]] = {}
    for placed in placed_buildings(community):
        estate = placed.building.estate
        group = groups.setdefault(estate.code, {"estate": estate, "ticks": [], "held": []})
        mine = own is not None and placed.block is not None and placed.block.pk == own.pk
        if placed.block is not None and not mine:
            held = next((h for h in group["held"] if h["block"].pk == placed.block.pk), None)
            if held is None:
                held = {"block": placed.block, "numbers": []}
                group["held"].append(held)
            held["numbers"].append(placed.building.number)
        else:
            tick = {"code": placed.building.code, "number": placed.building.number, "ticked": mine}
            group["ticks"].append(tick)
    return list(groups.values())


def _save(request: HttpRequest, form: BlockForm, community: Division, own: Block | None) -> bool:
    given, at = form.cleaned_data, timezone.now()
    actor = request.actor  # type: ignore[attr-defined]
    try:
        if own is None:
            create_block(community=community.code, by=actor, at=at, **given)
        else:
            set_block_buildings(code=own.code, by=actor, at=at, **given)
    except DoorstepError as error:
        show_error(form, error)
        return False
    messages.success(request, _("Saved: %(name)s.") % {"name": given["name"]})
    return True
