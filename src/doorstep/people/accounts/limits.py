"""How often somebody may try. Counted in the database, so it holds over any number of processes.

Failures count for a login *from one address*: a stranger who types somebody's login with wrong
passwords locks out only the own address, never the victim. Codes by SMS also have a ceiling for
the phone itself, high enough that nobody is kept out and low enough that nobody is flooded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from doorstep.kernel.errors import N_, TooMany
from doorstep.people.models import SignInAttempt
from doorstep.platform.sealed import blind

PASSWORD, CODE, SECOND_FACTOR, SMS, OPENID, TOKEN = (
    "password",
    "code",
    "totp",
    "sms",
    "oidc",
    "token",
)


class TooManyTries(TooMany):
    code = "too-many-sign-ins"
    title = N_("Too many tries from here.")
    mend = N_("Wait {minutes} minutes and try again, or ask at the station.")


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``count`` within ``window``."""

    count: int
    window: timedelta


FAILURES_HERE = Limit(5, timedelta(minutes=5))
FAILURES_FROM_ADDRESS = Limit(60, timedelta(minutes=5))
CODES_HERE = Limit(5, timedelta(hours=1))
CODES_TO_PHONE = Limit(20, timedelta(hours=1))
CODES_FROM_ADDRESS = Limit(60, timedelta(hours=1))


def who_of(name: str) -> bytes:
    """Return the digest under which tries of this login or phone are counted."""
    return blind("signin", name.strip().lower())


def _reached(tries: QuerySet[SignInAttempt], limit: Limit, at: datetime) -> bool:
    return tries.filter(at__gt=at - limit.window)[: limit.count].count() >= limit.count


def _refuse(limit: Limit) -> None:
    raise TooManyTries(minutes=int(limit.window.total_seconds() // 60))


def check_tries(*, name: str, address: str, method: str, at: datetime) -> None:
    """Refuse when ``name`` failed too often from ``address``, or the address failed too often.

    Raises:
        TooManyTries: says how many minutes to wait.
    """
    failed = SignInAttempt.objects.filter(succeeded=False, address=address or None)
    if _reached(failed.filter(who=who_of(name), method=method), FAILURES_HERE, at):
        _refuse(FAILURES_HERE)
    if _reached(failed.exclude(method=SMS), FAILURES_FROM_ADDRESS, at):
        _refuse(FAILURES_FROM_ADDRESS)


def check_codes(*, phone: str, address: str, at: datetime) -> None:
    """Refuse another SMS when too many were sent.

    Raises:
        TooManyTries: says how many minutes to wait.
    """
    sent = SignInAttempt.objects.filter(method=SMS)
    here = sent.filter(address=address or None)
    if _reached(here.filter(who=who_of(phone)), CODES_HERE, at):
        _refuse(CODES_HERE)
    if _reached(here, CODES_FROM_ADDRESS, at):
        _refuse(CODES_FROM_ADDRESS)
    if _reached(sent.filter(who=who_of(phone)), CODES_TO_PHONE, at):
        _refuse(CODES_TO_PHONE)
