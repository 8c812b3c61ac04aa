"""A resident consents: that somebody acts for them, or that sensitive data are used."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Forbidden, Invalid
from doorstep.people.events import ConsentGiven
from doorstep.people.models import Account, Consent, Resident
from doorstep.people.operations._reaching import writing_at
from doorstep.people.permissions import CONSENT_RECORD
from doorstep.people.selectors.residents import access_resident
from doorstep.platform import facts, trail


class GuardianMissing(Invalid):
    code = "guardian-missing"
    title = N_("For a child the guardian consents.")
    mend = N_("Ask the guardian, and tick that it was them.")


class ConsentUnfit(Invalid):
    code = "consent-unfit"
    title = N_("Say what is allowed, and how it was said.")
    mend = N_("Tick at least one thing and note the evidence.")


class NotYourOwn(Forbidden):
    code = "consent-not-yours"
    title = N_("Only the person themself can consent here.")
    mend = N_("Go to the station together; the worker records it.")


def give_consent(
    *,
    principal_id: int,
    acts: Iterable[str],
    evidence: str,
    by: Actor,
    at: datetime,
    agent: Account | None = None,
    until: datetime | None = None,
    by_guardian: bool = False,
) -> Consent:
    """Record that the resident allows ``acts`` to ``agent`` (none: to us, for sensitive data).

    A resident consents for themself from their own phone; a worker records what was said or
    signed, and ``evidence`` says where that lies.

    Raises:
        NotFound, Forbidden, NotYourOwn, ConsentUnfit, GuardianMissing.
    """
    wanted = sorted(set(acts))
    principal = _principal(principal_id, by)
    _check(principal, wanted, evidence, by_guardian, at)
    with writing_at(principal.place, by=by):
        consent = Consent.objects.create(
            principal=principal,
            agent=agent,
            place=principal.place,
            acts=wanted,
            since=at,
            until=until,
            evidence=evidence.strip()[:200],
            given_by_guardian=by_guardian,
            recorded_by_id=by.account_id,
        )
        subject = f"resident:{principal.pk}"
        trail.record(
            action="consent.given", by=by, at=at, subject=subject, place=principal.place,
            detail={"consent": consent.pk, "acts": wanted, "agent": agent.pk if agent else None},
        )  # fmt: skip
        fact = ConsentGiven(
            place=principal.place, subject=subject, persons=(principal.pk,), consent=consent.pk,
            resident=principal.pk, agent=agent.pk if agent else None, acts=tuple(wanted),
        )  # fmt: skip
        facts.publish(fact, by=by, at=at)
    return consent


def _principal(principal_id: int, by: Actor) -> Resident:
    if not by.is_resident:
        return access_resident(by, principal_id, to=CONSENT_RECORD.code)
    resident = access_resident(by, principal_id)
    if not is_themself(by, resident):
        raise NotYourOwn
    return resident


def is_themself(by: Actor, resident: Resident) -> bool:
    """Say whether the account is this resident's own, not one that acts for them."""
    own = Account.objects.filter(resident_id=resident.pk).values_list("pk", flat=True)
    return by.account_id in own


def _check(
    principal: Resident, acts: list[str], evidence: str, by_guardian: bool, at: datetime
) -> None:
    if not acts or not set(acts) <= set(Consent.Act.values) or len(evidence.strip()) < 2:
        raise ConsentUnfit(fields={"acts": ConsentUnfit.title})
    if principal.is_minor_on(timezone.localdate(at)) and not by_guardian:
        raise GuardianMissing(fields={"by_guardian": GuardianMissing.title})
