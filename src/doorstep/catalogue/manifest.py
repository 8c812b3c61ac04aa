"""What the catalogue plugs in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from doorstep.catalogue.permissions import ITEM_IMPORT, PERMISSIONS
from doorstep.catalogue.selectors import find_items
from doorstep.platform.modules import Finder, Manifest, Nav

MANIFEST = Manifest(
    code="catalogue",
    title=_("Catalogue"),
    permissions=PERMISSIONS,
    role_grants={"district": (ITEM_IMPORT,), "subdistrict": (ITEM_IMPORT,)},
    navigation=(Nav("desk", _("Service items"), "items", "file-text", order=60),),
    finders=(Finder("item", find_items, order=40),),
)
