"""The front door of the people app; others import nothing else of it but ``events``."""

from doorstep.people.accounts.actors import actor_of_request, address_of, place_choices
from doorstep.people.accounts.recent import (
    SignInAgain,
    recent_sign_in,
    require_recent_sign_in,
    signed_in_recently,
)
from doorstep.people.models import Account, ApiToken, BlockLead, Grant, StationDuty
from doorstep.people.operations.create_account import create_account
from doorstep.people.operations.enrol_account_totp import enrol_account_totp
from doorstep.people.operations.enrol_resident_account import enrol_resident_account
from doorstep.people.operations.give_grant import give_grant
from doorstep.people.operations.issue_token import issue_token
from doorstep.people.operations.link_account_subject import link_account_subject
from doorstep.people.operations.name_block_lead import name_block_lead
from doorstep.people.operations.plan_duty import end_duty, plan_duty
from doorstep.people.operations.revoke_token import revoke_token
from doorstep.people.operations.set_account_password import set_account_password
from doorstep.people.operations.verify_account_phone import verify_account_phone
from doorstep.people.operations.withdraw_grant import withdraw_grant
from doorstep.people.selectors.accounts import accounts_in_scope, actor_of
from doorstep.people.selectors.duty import (
    blocks_led_by,
    duties_of_day,
    lead_of_block,
    lead_of_building,
    leads_at,
    who_is_on_duty,
)

__all__ = [
    "Account",
    "ApiToken",
    "BlockLead",
    "Grant",
    "SignInAgain",
    "StationDuty",
    "accounts_in_scope",
    "actor_of",
    "actor_of_request",
    "address_of",
    "blocks_led_by",
    "create_account",
    "duties_of_day",
    "end_duty",
    "enrol_account_totp",
    "enrol_resident_account",
    "give_grant",
    "issue_token",
    "lead_of_block",
    "lead_of_building",
    "leads_at",
    "link_account_subject",
    "name_block_lead",
    "place_choices",
    "plan_duty",
    "recent_sign_in",
    "require_recent_sign_in",
    "revoke_token",
    "set_account_password",
    "signed_in_recently",
    "verify_account_phone",
    "who_is_on_duty",
    "withdraw_grant",
]
