"""What people plug in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from doorstep.people.permissions import ACCOUNT_PERMISSIONS, ACCOUNT_ROLE_GRANTS, ACCOUNT_SEE
from doorstep.people.web.panels import duty_panel
from doorstep.platform.modules import Manifest, Nav, Panel

MANIFEST = Manifest(
    code="people",
    title=_("People"),
    permissions=(*ACCOUNT_PERMISSIONS,),
    role_grants=ACCOUNT_ROLE_GRANTS,
    navigation=(
        Nav(
            shell="desk",
            title=_("Accounts"),
            url_name="accounts",
            icon="key-round",
            order=90,
            permission=ACCOUNT_SEE.code,
        ),
    ),
    panels=(Panel(slot="station.duty", render=duty_panel),),
    movable_tables=(
        ("people_grant", "place"),
        ("people_stationduty", "place"),
        ("people_blocklead", "place"),
    ),
)
