"""People: one aggregate a file."""

from doorstep.people.models.account import Account
from doorstep.people.models.change import ResidentChange
from doorstep.people.models.consent import Consent
from doorstep.people.models.contact import ContactPhone
from doorstep.people.models.duty import BlockLead, StationDuty
from doorstep.people.models.grant import Grant
from doorstep.people.models.household import Household
from doorstep.people.models.relation import Relation
from doorstep.people.models.resident import Resident
from doorstep.people.models.signin import SignInAttempt
from doorstep.people.models.tag import Tag
from doorstep.people.models.token import ApiToken

__all__ = [
    "Account",
    "ApiToken",
    "BlockLead",
    "Consent",
    "ContactPhone",
    "Grant",
    "Household",
    "Relation",
    "Resident",
    "ResidentChange",
    "SignInAttempt",
    "StationDuty",
    "Tag",
]
