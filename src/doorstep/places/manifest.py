"""What places plug in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from doorstep.places.permissions import PERMISSIONS, ROLE_GRANTS
from doorstep.platform.modules import Manifest

MANIFEST = Manifest(
    code="places",
    title=_("Places"),
    permissions=PERMISSIONS,
    role_grants=ROLE_GRANTS,
    movable_tables=(("places_holidayoverride", "place"),),
)
