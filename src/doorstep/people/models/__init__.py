"""People: one aggregate a file."""

from doorstep.people.models.account import Account
from doorstep.people.models.grant import Grant
from doorstep.people.models.signin import SignInAttempt
from doorstep.people.models.token import ApiToken

__all__ = ["Account", "ApiToken", "Grant", "SignInAttempt"]
