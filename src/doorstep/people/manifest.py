"""What people plug in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from doorstep.people.permissions import (
    ACCOUNT_PERMISSIONS,
    ACCOUNT_ROLE_GRANTS,
    ACCOUNT_SEE,
    DUTY_PLAN,
    RESIDENT_PERMISSIONS,
    RESIDENT_ROLE_GRANTS,
    RESIDENT_SEE,
)
from doorstep.people.tags import BASE_TAGS
from doorstep.people.web.finder import find
from doorstep.people.web.panels import duty_panel, lead_panel, leads_panel, roster_link
from doorstep.people.web.resident_panels import contact_panel, household_panel
from doorstep.platform.modules import Finder, Manifest, Nav, Panel


def _both(*catalogues: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Join what each role is granted in the two halves of this app."""
    roles = {role for catalogue in catalogues for role in catalogue}
    return {role: tuple(p for c in catalogues for p in c.get(role, ())) for role in sorted(roles)}


MANIFEST = Manifest(
    code="people",
    title=_("People"),
    permissions=(*ACCOUNT_PERMISSIONS, *RESIDENT_PERMISSIONS),
    role_grants=_both(ACCOUNT_ROLE_GRANTS, RESIDENT_ROLE_GRANTS),
    tags=BASE_TAGS,
    finders=(Finder(code="people", find=find, order=10, permission=RESIDENT_SEE.code),),
    navigation=(
        Nav(
            shell="desk",
            title=_("Residents"),
            url_name="residents",
            icon="users",
            order=20,
            permission=RESIDENT_SEE.code,
        ),
        Nav(
            shell="desk",
            title=_("Accounts"),
            url_name="accounts",
            icon="key-round",
            order=90,
            permission=ACCOUNT_SEE.code,
        ),
    ),
    panels=(
        Panel(slot="station.duty", render=duty_panel),
        Panel(slot="station.duty", render=roster_link, order=90, permission=DUTY_PLAN.code),
        Panel(slot="block.right", render=lead_panel, permission=DUTY_PLAN.code),
        Panel(slot="place.right", render=leads_panel, permission=RESIDENT_SEE.code),
        Panel(
            slot="dwelling.right",
            render=household_panel,
            order=10,
            permission=RESIDENT_SEE.code,
        ),
        Panel(
            slot="person.right",
            render=contact_panel,
            order=10,
            permission=RESIDENT_SEE.code,
        ),
    ),
    movable_tables=(
        ("people_household", "place"),
        ("people_resident", "place"),
        ("people_contactphone", "place"),
        ("people_relation", "place"),
        ("people_tag", "place"),
        ("people_consent", "place"),
        ("people_grant", "place"),
        ("people_stationduty", "place"),
        ("people_blocklead", "place"),
    ),
)
