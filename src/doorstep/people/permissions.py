"""What may be allowed in the people app."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from doorstep.platform.permissions import Permission

# --- accounts ---------------------------------------------------------------------------------
ACCOUNT_SEE: Final = Permission("people.account.see", _("See who works here and with what rights"))
ACCOUNT_CREATE: Final = Permission("people.account.create", _("Open and close accounts"))
GRANT_GIVE: Final = Permission("people.grant.give", _("Give and withdraw rights"))
DUTY_PLAN: Final = Permission("people.duty.plan", _("Plan who is on duty and who leads a block"))

ACCOUNT_PERMISSIONS: Final = (ACCOUNT_SEE, ACCOUNT_CREATE, GRANT_GIVE, DUTY_PLAN)
ACCOUNT_ROLE_GRANTS: Final[dict[str, tuple[str, ...]]] = {
    "security_admin": (ACCOUNT_SEE.code, GRANT_GIVE.code),
    "system_admin": (ACCOUNT_SEE.code, ACCOUNT_CREATE.code),
    "auditor": (ACCOUNT_SEE.code,),
    "secretary": (DUTY_PLAN.code,),
    "subdistrict": (DUTY_PLAN.code,),
}

# --- residents --------------------------------------------------------------------------------
RESIDENT_SEE: Final = Permission("people.resident.see", _("Find residents and see their pages"))
RESIDENT_NAME: Final = Permission("people.resident.name", _("See residents' names in full"))
RESIDENT_REGISTER: Final = Permission("people.resident.register", _("Enter residents"))
RESIDENT_AMEND: Final = Permission("people.resident.amend", _("Correct, move and tag residents"))
RESIDENT_OPEN: Final = Permission("people.resident.open_sealed", _("Open sealed fields"))
TAG_SENSITIVE: Final = Permission("people.tag.see_sensitive", _("See tags about health"))
CONSENT_RECORD: Final = Permission("people.consent.record", _("Record and end consents"))

RESIDENT_PERMISSIONS: Final = (
    RESIDENT_SEE,
    RESIDENT_NAME,
    RESIDENT_REGISTER,
    RESIDENT_AMEND,
    RESIDENT_OPEN,
    TAG_SENSITIVE,
    CONSENT_RECORD,
)
_DESK = tuple(permission.code for permission in RESIDENT_PERMISSIONS)
RESIDENT_ROLE_GRANTS: Final[dict[str, tuple[str, ...]]] = {
    "worker": _DESK,
    "secretary": _DESK,
    "block_lead": (RESIDENT_SEE.code, RESIDENT_NAME.code),
    "subdistrict": (RESIDENT_SEE.code, RESIDENT_NAME.code, RESIDENT_OPEN.code),
    "officer": (RESIDENT_SEE.code, RESIDENT_OPEN.code),
    # A district sees that somebody is there, not who.
    "district": (RESIDENT_SEE.code,),
}
