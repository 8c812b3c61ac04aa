"""The front door of the people app; others import nothing else of it but ``events``."""

from doorstep.people.accounts.actors import actor_of_request, address_of, place_choices
from doorstep.people.accounts.recent import (
    SignInAgain,
    recent_sign_in,
    require_recent_sign_in,
    signed_in_recently,
)
from doorstep.people.models import (
    Account,
    ApiToken,
    BlockLead,
    Consent,
    ContactPhone,
    Grant,
    Household,
    Relation,
    Resident,
    ResidentChange,
    StationDuty,
    Tag,
)
from doorstep.people.operations.amend_resident import amend_resident
from doorstep.people.operations.create_account import create_account
from doorstep.people.operations.enrol_account_totp import enrol_account_totp
from doorstep.people.operations.enrol_agent import enrol_agent
from doorstep.people.operations.enrol_resident_account import enrol_resident_account
from doorstep.people.operations.form_household import form_household
from doorstep.people.operations.give_consent import give_consent
from doorstep.people.operations.give_grant import give_grant
from doorstep.people.operations.issue_token import issue_token
from doorstep.people.operations.link_account_subject import link_account_subject
from doorstep.people.operations.move_resident import move_resident
from doorstep.people.operations.name_block_lead import name_block_lead
from doorstep.people.operations.note_relation import note_phone, note_relation
from doorstep.people.operations.open_sealed_field import Opened, open_sealed_field
from doorstep.people.operations.plan_duty import end_duty, plan_duty
from doorstep.people.operations.record_death import record_death
from doorstep.people.operations.register_resident import register_resident
from doorstep.people.operations.revoke_token import revoke_token
from doorstep.people.operations.set_account_password import set_account_password
from doorstep.people.operations.tag_resident import tag_resident
from doorstep.people.operations.untag_resident import untag_resident
from doorstep.people.operations.verify_account_phone import verify_account_phone
from doorstep.people.operations.withdraw_consent import withdraw_consent
from doorstep.people.operations.withdraw_grant import withdraw_grant
from doorstep.people.rules.age import age_at
from doorstep.people.rules.id_number import read_id_number
from doorstep.people.rules.masking import mask_id_number, mask_name, mask_phone
from doorstep.people.rules.name import Reading, form_of_address, name_key, read_name
from doorstep.people.rules.phone import normalise_phone
from doorstep.people.selectors.accounts import account_of_phone, accounts_in_scope, actor_of
from doorstep.people.selectors.consents import agent_account, consents_of
from doorstep.people.selectors.duty import (
    blocks_led_by,
    duties_of_day,
    lead_of_block,
    lead_of_building,
    leads_at,
    who_is_on_duty,
)
from doorstep.people.selectors.finding.find import FoundPerson, find_people
from doorstep.people.selectors.own import homes_of, own_resident
from doorstep.people.selectors.person_page import PersonPage, person_page
from doorstep.people.selectors.residents import (
    access_resident,
    households_of,
    name_for,
    resident_list,
    residents_of_dwelling,
)
from doorstep.people.selectors.tag_kinds import TagKind, tag_kind, tag_kinds
from doorstep.people.selectors.where import said_of

__all__ = [
    "Account",
    "ApiToken",
    "BlockLead",
    "Consent",
    "ContactPhone",
    "FoundPerson",
    "Grant",
    "Household",
    "Opened",
    "PersonPage",
    "Reading",
    "Relation",
    "Resident",
    "ResidentChange",
    "SignInAgain",
    "StationDuty",
    "Tag",
    "TagKind",
    "access_resident",
    "account_of_phone",
    "accounts_in_scope",
    "actor_of",
    "actor_of_request",
    "address_of",
    "age_at",
    "agent_account",
    "amend_resident",
    "blocks_led_by",
    "consents_of",
    "create_account",
    "duties_of_day",
    "end_duty",
    "enrol_account_totp",
    "enrol_agent",
    "enrol_resident_account",
    "find_people",
    "form_household",
    "form_of_address",
    "give_consent",
    "give_grant",
    "homes_of",
    "households_of",
    "issue_token",
    "lead_of_block",
    "lead_of_building",
    "leads_at",
    "link_account_subject",
    "mask_id_number",
    "mask_name",
    "mask_phone",
    "move_resident",
    "name_block_lead",
    "name_for",
    "name_key",
    "normalise_phone",
    "note_phone",
    "note_relation",
    "open_sealed_field",
    "own_resident",
    "person_page",
    "place_choices",
    "plan_duty",
    "read_id_number",
    "read_name",
    "recent_sign_in",
    "record_death",
    "register_resident",
    "require_recent_sign_in",
    "resident_list",
    "residents_of_dwelling",
    "revoke_token",
    "said_of",
    "set_account_password",
    "signed_in_recently",
    "tag_kind",
    "tag_kinds",
    "tag_resident",
    "untag_resident",
    "verify_account_phone",
    "who_is_on_duty",
    "withdraw_consent",
    "withdraw_grant",
]
