"""Pages for those who look after the installation: the trail, its state, the modules."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from doorstep.kernel.errors import DoorstepError
from doorstep.platform import trail
from doorstep.platform.modules import registry
from doorstep.platform.modules.switching import is_on, switch_module
from doorstep.platform.permissions import CONFIG_SEE, MODULES_SWITCH, TRAIL_SEE
from doorstep.platform.selectors import TrailFilter, trail_list
from doorstep.platform.web.access import page
from doorstep.platform.web.errors import message_of


@require_GET
@page(permission=TRAIL_SEE)
def trail_page(request: HttpRequest) -> HttpResponse:
    """Show who saw or did what and why, and whether the chain holds."""
    keys = ("action", "subject", "actor_name", "cursor")
    wanted = TrailFilter(**{key: request.GET.get(key, "")[:120] for key in keys})
    context: dict[str, Any] = {
        "found": trail_list(request.actor, wanted),  # type: ignore[attr-defined]
        "wanted": wanted,
        "verdict": _verdict() if "verify" in request.GET else None,
    }
    return render(request, "platform/oversight/trail.html", context)


def _verdict() -> trail.Verdict:
    return trail.verify(trail.written_anchors(settings.TRAIL_ANCHOR_LOG))


@require_GET
@page(permission=CONFIG_SEE)
def installation(request: HttpRequest) -> HttpResponse:
    """Show what each module says of its own settings, and where modules are on."""
    place = request.actor.places[0]  # type: ignore[attr-defined]
    modules = list(registry().manifests.values())
    checks = [
        {"module": m.title, "what": what, "holds": holds, "mend": mend}
        for m in modules
        if m.check_config
        for what, holds, mend in m.check_config()
    ]
    switches = [
        {"code": m.code, "title": m.title, "switchable": m.switchable, "on": is_on(m.code, place)}
        for m in modules
    ]
    context = {"checks": checks, "switches": switches, "place": place}
    return render(request, "platform/oversight/installation.html", context)


@require_POST
@page(permission=MODULES_SWITCH)
def switch(request: HttpRequest, module: str) -> HttpResponse:
    """Turn a module on or off for the place one works for."""
    try:
        switch_module(
            module=module,
            place=request.actor.places[0],  # type: ignore[attr-defined]
            on=request.POST.get("on") == "1",
            by=request.actor,  # type: ignore[attr-defined]
            at=timezone.now(),
        )
    except DoorstepError as error:
        messages.error(request, message_of(error))
    else:
        messages.success(request, _("Switched. It holds from the next page."))
    return HttpResponseRedirect(reverse("installation"))
