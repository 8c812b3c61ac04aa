"""Who may do what with finds."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from doorstep.platform.permissions import Permission

KEEP = "lost_and_found.find.keep"
PERMISSIONS = (Permission(KEEP, _("Keep finds and hand them over")),)
ROLE_GRANTS = {"worker": (KEEP,), "secretary": (KEEP,)}
