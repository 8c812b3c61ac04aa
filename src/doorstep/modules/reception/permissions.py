"""Who may do what at the desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from doorstep.platform.permissions import Permission

DESK_USE = "reception.desk.use"
PERMISSIONS = (Permission(DESK_USE, _("Work at the desk")),)
_WITH_A_DESK = (
    "worker", "block_lead", "secretary", "officer", "subdistrict", "department", "district",
)  # fmt: skip
ROLE_GRANTS = dict.fromkeys(_WITH_A_DESK, (DESK_USE,))
