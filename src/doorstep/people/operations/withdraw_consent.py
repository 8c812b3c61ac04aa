"""A consent is taken back: one step, no reason asked (PIPL art. 15)."""

from __future__ import annotations

from datetime import datetime

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Forbidden, NotFound
from doorstep.people.events import ConsentWithdrawn
from doorstep.people.models import Consent
from doorstep.people.operations._reaching import writing_at
from doorstep.people.operations.give_consent import is_themself
from doorstep.people.permissions import CONSENT_RECORD
from doorstep.platform import facts, trail


class ConsentMissing(NotFound):
    code = "consent-missing"
    title = N_("There is no such consent.")
    mend = N_("Reload the page.")


class NotYoursToWithdraw(Forbidden):
    code = "consent-not-yours-to-withdraw"
    title = N_("Only the person themself, who acts for them, or the station can end this.")
    mend = N_("Ask at the station.")


def withdraw_consent(*, consent_id: int, by: Actor, at: datetime) -> Consent:
    """End a consent now. Doing it again changes nothing.

    Raises:
        ConsentMissing, Forbidden, NotYoursToWithdraw.
    """
    seen = Consent.objects.select_related("principal").filter(pk=consent_id).first()
    if seen is None:
        raise ConsentMissing
    _require(seen, by)
    with writing_at(seen.place, by=by):
        consent = Consent.objects.select_for_update().get(pk=seen.pk)
        if consent.withdrawn_at is not None:
            return consent
        consent.withdrawn_at, consent.withdrawn_by_id = at, by.account_id
        consent.save(update_fields=["withdrawn_at", "withdrawn_by"])
        subject = f"resident:{consent.principal_id}"
        trail.record(
            action="consent.withdrawn", by=by, at=at, subject=subject, place=consent.place,
            detail={"consent": consent.pk},
        )  # fmt: skip
        fact = ConsentWithdrawn(
            place=consent.place, subject=subject, persons=(consent.principal_id,),
            consent=consent.pk, resident=consent.principal_id, agent=consent.agent_id,
            acts=tuple(consent.acts),
        )  # fmt: skip
        facts.publish(fact, by=by, at=at)
    return consent


def _require(consent: Consent, by: Actor) -> None:
    if not by.is_resident:
        by.require(CONSENT_RECORD.code, consent.place)
    elif by.account_id != consent.agent_id and not is_themself(by, consent.principal):
        raise NotYoursToWithdraw
