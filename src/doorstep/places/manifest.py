"""What places plug in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from doorstep.places.permissions import PERMISSIONS, PLACE_SEE, ROLE_GRANTS
from doorstep.platform.modules import Manifest, Nav

MANIFEST = Manifest(
    code="places",
    title=_("Places"),
    permissions=PERMISSIONS,
    role_grants=ROLE_GRANTS,
    navigation=(
        Nav(
            shell="desk",
            title=_("Places"),
            url_name="places",
            icon="map-pin",
            order=60,
            permission=PLACE_SEE,
        ),
        Nav(shell="resident", title=_("Stations"), url_name="stations", icon="house", order=60),
    ),
    movable_tables=(("places_holidayoverride", "place"),),
)
