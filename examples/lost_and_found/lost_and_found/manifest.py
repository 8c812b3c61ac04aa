"""What lost and found plugs in. It is off until somebody turns it on for a place."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from doorstep.casework.events import CaseOpened
from doorstep.platform.modules import Manifest, Nav, Panel
from lost_and_found.kinds import LOST_THING
from lost_and_found.permissions import KEEP, PERMISSIONS, ROLE_GRANTS
from lost_and_found.subscribers import look_out
from lost_and_found.web.panels import finds_at_station

MANIFEST = Manifest(
    code="lost_and_found",
    title=_("Lost and found"),
    switchable=True,
    permissions=PERMISSIONS,
    role_grants=ROLE_GRANTS,
    case_kinds=(LOST_THING,),
    panels=(Panel(slot="station.right", render=finds_at_station, order=60, permission=KEEP),),
    navigation=(Nav("desk", _("Lost and found"), "finds", "umbrella", order=70, permission=KEEP),),
    listeners={CaseOpened: (look_out,)},
    movable_tables=(
        ("lost_and_found_find", "place"),
        ("lost_and_found_search", "place"),
    ),
)
