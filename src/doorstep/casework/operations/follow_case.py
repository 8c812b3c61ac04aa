"""Follow a case: a neighbour who has the same trouble hears how it goes."""

from __future__ import annotations

from datetime import datetime

from doorstep.casework.models import CaseAsker
from doorstep.casework.operations._access import locked_case
from doorstep.casework.operations._intake import check_asker
from doorstep.casework.operations._moving import make_entry
from doorstep.casework.permissions import ANSWER
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict


class CannotFollow(Conflict):
    code = "case-cannot-follow"
    title = N_("Case {number} can't be followed.")
    mend = N_("Only open cases that aren't confidential can be followed by neighbours.")


def follow_case(*, number: str, resident: int, by: Actor, at: datetime) -> CaseAsker:
    """Let ``resident`` (an id) be told about a case: its state, never another's words. Repeating
    it changes nothing.

    Raises:
        CannotFollow, AskerUnknown, CaseNotFound, Forbidden.
    """
    with locked_case(number, by=by) as case:
        by.require(ANSWER, case.place)
        check_asker(resident, by=by, agent=False, place=case.place)
        if case.sensitive or not case.is_open or case.asker_id == resident:
            raise CannotFollow(number=case.number)
        following, fresh = CaseAsker.objects.get_or_create(
            case=case,
            resident_id=resident,
            defaults={
                "place": case.place,
                "why": CaseAsker.Why.FOLLOWS,
                "since": at,
                "by_id": by.account_id,
            },
        )
        if fresh:
            make_entry(case, "follow", by=by, at=at, data={"resident": resident}).save()
    return following
