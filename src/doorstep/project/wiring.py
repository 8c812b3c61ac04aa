"""Who hears which fact. The one table; nothing else subscribes."""

from __future__ import annotations

from doorstep.casework import events as case
from doorstep.casework.subscribers import (
    count_clocks_again,
    open_follow_up,
    release_what_they_held,
    tell_askers,
)
from doorstep.kernel.facts import Fact
from doorstep.people import events as people
from doorstep.places import events as place
from doorstep.platform.facts import Listener

# What a resident is told of; every one names an entry of the timeline.
TOLD: tuple[type[Fact], ...] = (
    case.CaseOpened,
    case.CaseDispatched,
    case.CaseEscalated,
    case.CaseReplied,
    case.CasePaused,
    case.CaseExtended,
    case.CaseResolved,
    case.CaseClosed,
    case.CaseReopened,
    case.CaseCancelled,
    case.CaseMarkedDuplicate,
)

LISTENERS: dict[type[Fact], tuple[Listener, ...]] = {
    **dict.fromkeys(TOLD, (tell_askers,)),
    case.CaseRated: (open_follow_up,),
    people.AccountClosed: (release_what_they_held,),
    place.WorkingCalendarChanged: (count_clocks_again,),
}
