"""Names of states, moves, levels and the like, in the reader's language."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Titles = dict[str, Promise]

STATE_TITLES: Final[Titles] = {
    "new": _("waiting to be dispatched"),
    "dispatched": _("dispatched"),
    "accepted": _("being worked on"),
    "waiting": _("waiting for the resident"),
    "suspended": _("suspended"),
    "resolved": _("resolved"),
    "closed": _("finished"),
    "cancelled": _("cancelled"),
    "duplicate": _("merged into another"),
}
MOVE_TITLES: Final[Titles] = {
    "open": _("Take the case"),
    "settle": _("Settle on the spot"),
    "dispatch": _("Dispatch"),
    "accept": _("Accept the case"),
    "return": _("Return it as not ours"),
    "reassign": _("Reassign"),
    "escalate": _("Escalate"),
    "ask": _("Ask the resident"),
    "hear": _("Word from the resident"),
    "resume": _("Go on with it"),
    "suspend": _("Suspend it"),
    "extend": _("Extend the time"),
    "reply": _("Answer the resident"),
    "resolve": _("Resolve it"),
    "close": _("Close the case"),
    "reopen": _("Reopen the case"),
    "cancel": _("Cancel the case"),
    "duplicate": _("Merge with another case"),
    "split": _("Split off a sub-case"),
    "assign": _("Joint work"),
    "relocate": _("Correct the place"),
    "end-assignment": _("Joint work ended"),
    "clock": _("Clock of the case"),
    "file": _("File added"),
    "rate": _("Rating came in"),
    "again": _("Seen again"),
    "follow": _("A neighbour follows it"),
    "route": _("Sent by rule"),
}
LEVEL_TITLES: Final[Titles] = {
    "community": _("Community level"),
    "joint_duty": _("Joint duty level"),
    "subdistrict": _("Subdistrict centre"),
    "district": _("District level"),
}
STEP_TITLES: Final[Titles] = {
    "soon": _("due soon"),
    "late": _("past due"),
    "escalate1": _("late: goes up one level"),
    "escalate2": _("late: goes up once more"),
}
CLOCK_TITLES: Final[Titles] = {
    "reply": _("first answer"),
    "resolve": _("resolution"),
    "assignment": _("joint work"),
}
SCORE_TITLES: Final[dict[int, Promise]] = {
    5: _("Very satisfied"),
    4: _("Satisfied"),
    3: _("Fair"),
    2: _("Dissatisfied"),
    1: _("Very dissatisfied"),
}
CHANNEL_TITLES: Final[Titles] = {
    "desk": _("At the desk"),
    "phone": _("By phone"),
    "app": _("On the resident's phone"),
    "visit": _("On a visit"),
    "patrol": _("On patrol"),
    "hotline": _("From the 12345 hotline"),
    "kiosk": _("At the kiosk"),
    "machine": _("From a device"),
    "rule": _("Found by a rule"),
}
UNIT_TITLES: Final[Titles] = {
    "working_days": _("working days"),
    "working_minutes": _("working minutes"),
    "minutes": _("minutes"),
}
