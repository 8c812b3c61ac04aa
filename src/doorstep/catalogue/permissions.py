"""Who may do what with the catalogue. Seeing items needs no grant."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from doorstep.platform.permissions import Permission

ITEM_IMPORT = "catalogue.item.import"
PERMISSIONS = (Permission(ITEM_IMPORT, _("Import service items")),)
