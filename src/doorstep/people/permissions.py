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
