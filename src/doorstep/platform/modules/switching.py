"""Where a module is on: a subdistrict pilots it, the district promotes it.

The nearest switch above a place counts; a module that may be switched is off where none is.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

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


def is_on(module: str, place: str) -> bool:
    """Say whether ``module`` is on at ``place``. Modules that can't be switched always are."""
    manifest = registry().manifests.get(module)
    if manifest is None:
        return False
    if not manifest.switchable:
        return True
    switches = ModuleSwitch.objects.filter(module=module, place__in=["", *line_of(place)])
    nearest = max(switches, key=lambda switch: len(switch.place), default=None)
    return nearest.on if nearest else False


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
    trail.record(
        action="module.switched", by=by, at=at, subject=f"module:{module}", place=place,
        detail={"on": on},
    )  # fmt: skip
    return switch
