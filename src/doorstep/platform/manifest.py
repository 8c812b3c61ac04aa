"""What the platform itself plugs in."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from doorstep.platform.jobs import failed_jobs
from doorstep.platform.modules.contributions import Manifest, Nav
from doorstep.platform.permissions import CONFIG_SEE, MODULES_SWITCH, TRAIL_SEE, Permission


def check_config() -> Iterable[tuple[str, bool, str]]:
    """Say whether work was left undone."""
    failed = failed_jobs()
    what = _("Jobs that failed: {count}").format(count=failed)
    yield str(what), not failed, str(_("Look at the worker's log; then try them again."))


MANIFEST = Manifest(
    code="platform",
    title=_("Platform"),
    permissions=(
        Permission(TRAIL_SEE, _("See the trail")),
        Permission(MODULES_SWITCH, _("Turn modules on and off")),
        Permission(CONFIG_SEE, _("See the state of the installation")),
    ),
    role_grants={
        "auditor": (TRAIL_SEE,),
        "system_admin": (MODULES_SWITCH, CONFIG_SEE),
    },
    navigation=(
        Nav("desk", _("Trail"), "trail", "footprints", order=92, permission=TRAIL_SEE),
        Nav("desk", _("Installation"), "installation", "server", order=94, permission=CONFIG_SEE),
    ),
    movable_tables=(
        ("platform_storedfile", "place"),
        ("platform_moduleswitch", "place"),
    ),
    check_config=check_config,
)
