"""Reading consents."""

from __future__ import annotations

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Invalid
from doorstep.people.models import Account, Consent
from doorstep.people.selectors.residents import access_resident


class AgentMissing(Invalid):
    code = "agent-missing"
    title = N_("Nobody has this account.")
    mend = N_("Ask them to sign in once with their phone.")


def consents_of(actor: Actor, resident_id: int) -> list[Consent]:
    """Return all consents of a resident, the latest first.

    Raises:
        ResidentMissing, Forbidden.
    """
    resident = access_resident(actor, resident_id)
    return list(resident.consents.order_by("-since", "-id"))


def agent_account(account_id: int | None) -> Account | None:
    """Return the resident's account with this id, None for None.

    Raises:
        AgentMissing: there is none, or it is staff's, who don't act for residents.
    """
    if account_id is None:
        return None
    found = Account.objects.filter(pk=account_id, kind="resident", is_active=True).first()
    if found is None:
        raise AgentMissing(fields={"agent": AgentMissing.title})
    return found
